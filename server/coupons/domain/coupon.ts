import type { Fuel } from "@/server/kernel/fuel";
import type { Id } from "@/server/kernel/id";
import type { Centavos } from "@/server/kernel/money";
import type { Refusal } from "@/server/kernel/refusal";

import { can, type CouponStatus } from "./coupon-status";

/** Prepaid pesos for one fuel, at one station or (`stationId` null) at every station of the network. */
export type Coupon = {
  readonly id: Id<"coupon">;
  readonly userId: Id<"user">;
  readonly stationId: Id<"station"> | null;
  readonly fuel: Fuel;
  readonly faceCentavos: Centavos;
  readonly balanceCentavos: Centavos;
  /** Pesos ever redeemed; a void does not lower it. */
  readonly redeemedCentavos: Centavos;
  readonly status: CouponStatus;
  readonly isPrize: boolean;
  readonly shortCode: string | null;
  readonly qrVersion: number;
  /** Exclusive; null until it was paid. */
  readonly expiresAt: Date | null;
};

/** Why nothing can be dispensed from it now, whoever asks and wherever; undefined if something can. */
export function unusableReason(coupon: Pick<Coupon, "status" | "expiresAt">, now: Date): Refusal | undefined {
  if (coupon.status === "REDEEMED") return { kind: "COUPON_ALREADY_REDEEMED" };
  if (coupon.status === "EXPIRED") return { kind: "COUPON_EXPIRED" };
  if (!can("redeem", coupon))
    return { kind: "COUPON_NOT_ACTIVE", details: [{ path: "status", message: coupon.status }] };
  return coupon.expiresAt === null || now >= coupon.expiresAt ? { kind: "COUPON_EXPIRED" } : undefined;
}

/**
 * Where the money of a coupon is: a void returns money there (domain words, "Redemption"). `isDisputed`: a bank decides
 * about it, or has decided against us; then nothing comes back to what can be spent.
 */
export function moneyIsIn({
  status,
  isDisputed = false,
}: {
  status: CouponStatus;
  isDisputed?: boolean;
}): "COUPON" | "EXPIRED_LIABILITY" | "DISPUTES" | "REFUNDS_PAYABLE" {
  if (status === "EXPIRED") return "EXPIRED_LIABILITY";
  if (status === "SUSPENDED" || isDisputed) return "DISPUTES";
  return status === "CANCELLED" ? "REFUNDS_PAYABLE" : "COUPON";
}

/** The status of a spendable coupon by what is left on it. */
export function statusByBalance(balance: Centavos, face: Centavos): CouponStatus {
  if (balance === 0) return "REDEEMED";
  return balance === face ? "ACTIVE" : "PARTIALLY_REDEEMED";
}
