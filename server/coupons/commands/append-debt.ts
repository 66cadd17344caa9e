import "server-only";
import type { CouponRecord } from "@/server/coupons/domain/coupon-view";
import { couponCancelled, type CouponCancelled } from "@/server/coupons/events";
import type { PurchaseUnit } from "@/server/coupons/ports";
import type { Id, NewId } from "@/server/kernel/id";
import type { Centavos } from "@/server/kernel/money";
import { refundEntry } from "@/server/ledger/contract";
import type { Payment, RefundReason } from "@/server/payments/contract";

export type Debt = {
  readonly coupon: CouponRecord;
  readonly payment: Payment;
  /** Where the unspent money is, and how much of it there is. */
  readonly from: "COUPON" | "EXPIRED_LIABILITY";
  readonly amount: Centavos;
  readonly reason: RefundReason;
  /** What an admin wrote. */
  readonly note: string | null;
  readonly now: Date;
};

/**
 * The unspent money becomes a debt and the coupon ends, in the caller's transaction and before the payment service is
 * asked (domain words, "Coupons"). The coupon is locked.
 */
export async function appendDebt(ctx: { newId: NewId }, unit: PurchaseUnit, debt: Debt): Promise<Id<"refund">> {
  const { coupon, payment, from, amount, reason, note, now } = debt;
  const refundId = ctx.newId("refund");
  const { id: couponId, userId } = coupon;
  await unit.wallet.close(couponId, "CANCELLED");
  await unit.refunds.reserve({
    ...{ id: refundId, paymentId: payment.id, couponId, amount, reason, note, voidOf: null, at: now },
  });
  await unit.ledger.post([refundEntry({ refundId, couponId, amount, from })], now);
  const payload: CouponCancelled = { couponId, userId, refundId, amountCentavos: amount, reason };
  await unit.events.append([{ type: couponCancelled.type, aggregateId: couponId, occurredAt: now, payload }]);
  return refundId;
}
