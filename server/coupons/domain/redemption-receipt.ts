import type { Fuel } from "@/server/kernel/fuel";
import type { Id } from "@/server/kernel/id";
import { formatLitres, formatPesos, formatPrice } from "@/server/kernel/money";
import { instant } from "@/server/kernel/time";

import type { CouponStatus } from "./coupon-status";
import type { Redeemed } from "./redemption";

const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** What people read to each other: eight characters from the random tail of the redemption's id. */
export function receiptReference(id: Id<"redemption">): string {
  let held = BigInt(`0x${id.slice(-10)}`);
  let text = "";
  for (let i = 0; i < 8; i++) {
    text = ALPHABET.charAt(Number(held & 31n)) + text;
    held >>= 5n;
  }
  return text;
}

/** The answer to a redemption, member by member in the order it is sent (HTTP contract, "Redemptions"). */
export type RedemptionReceipt = {
  readonly id: Id<"redemption">;
  readonly couponId: Id<"coupon">;
  readonly stationId: Id<"station">;
  readonly fuelType: Fuel;
  readonly fuelAmount: string;
  readonly pricePerLiter: string;
  readonly totalCost: string;
  readonly balance: string;
  readonly ticketsGenerated: number;
  readonly ticketsReason: string;
  readonly redeemedAt: string;
  readonly attendantId: Id<"user">;
  readonly pumpNumber: number;
  readonly reference: string;
  readonly couponStatus: CouponStatus;
};

export type ReceiptParts = Redeemed & {
  readonly id: Id<"redemption">;
  readonly couponId: Id<"coupon">;
  readonly fuel: Fuel;
  readonly stationId: Id<"station">;
  readonly attendantId: Id<"user">;
  readonly pumpNumber: number;
  readonly redeemedAt: Date;
  readonly reference: string;
  readonly tickets: { readonly count: number; readonly reason: string };
};

export const receiptOf = (r: ReceiptParts): RedemptionReceipt => ({
  id: r.id,
  couponId: r.couponId,
  stationId: r.stationId,
  fuelType: r.fuel,
  fuelAmount: formatLitres(r.volume),
  pricePerLiter: formatPrice(r.price),
  totalCost: formatPesos(r.cost),
  balance: formatPesos(r.balanceAfter),
  ticketsGenerated: r.tickets.count,
  ticketsReason: r.tickets.reason,
  redeemedAt: instant(r.redeemedAt),
  attendantId: r.attendantId,
  pumpNumber: r.pumpNumber,
  reference: r.reference,
  couponStatus: r.statusAfter,
});
