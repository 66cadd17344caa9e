import "server-only";
import { expiryOf } from "@/server/coupons/domain/purchase";
import { SHORT_CODE_BYTES, shortCodeOf } from "@/server/coupons/domain/short-code";
import { couponPurchased, type CouponPurchased } from "@/server/coupons/events";
import type { CouponSigner, PurchaseUnit, RandomBytes } from "@/server/coupons/ports";
import type { Fuel } from "@/server/kernel/fuel";
import type { Id, NewId } from "@/server/kernel/id";
import type { Centavos } from "@/server/kernel/money";
import { instant } from "@/server/kernel/time";
import { prizeEntry } from "@/server/ledger/contract";

import { issueCode } from "./issue-code";

/** What another context's transaction needs to pay with a coupon. */
export type PrizePayer = {
  readonly newId: NewId;
  readonly services: { readonly couponSigner: CouponSigner; readonly randomBytes: RandomBytes };
};
export type PrizeCouponUnit = Pick<PurchaseUnit, "wallet" | "ledger" | "events">;

type PrizeCoupon = { readonly userId: Id<"user">; readonly fuel: Fuel; readonly face: Centavos; readonly now: Date };

/** A coupon that the prize fund pays, spendable at once; it earns no tickets. Joins the caller's transaction. */
export async function issuePrizeCoupon(
  payer: PrizePayer,
  { wallet, ledger, events }: PrizeCouponUnit,
  { userId, fuel, face, now }: PrizeCoupon,
): Promise<Id<"coupon">> {
  const coupon = { id: payer.newId("coupon"), userId, stationId: null, fuel, face };
  const expiresAt = expiryOf(now);
  const { couponSigner, randomBytes } = payer.services;
  const code = await issueCode(couponSigner, { coupon, version: 1, issuedAt: now, expiresAt });
  await wallet.place({ ...coupon, createdAt: now, isPrize: true });
  const shortCode = shortCodeOf(randomBytes(SHORT_CODE_BYTES));
  await wallet.activate(coupon.id, { balance: face, activatedAt: now, expiresAt, shortCode, code });
  await ledger.post([prizeEntry({ couponId: coupon.id, amount: face })], now);
  const payload: CouponPurchased = {
    ...{ couponId: coupon.id, userId, orderId: null, stationId: null, fuel, faceCentavos: face, paidByPrize: true },
    ...{ activatedAt: instant(now), expiresAt: instant(expiresAt) },
  };
  await events.append([{ type: couponPurchased.type, aggregateId: coupon.id, occurredAt: now, payload }]);
  return coupon.id;
}
