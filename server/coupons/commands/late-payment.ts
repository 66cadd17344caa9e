import "server-only";
import { latePaymentReceived, type LatePaymentReceived } from "@/server/coupons/events";
import type { PurchaseUnit } from "@/server/coupons/ports";
import type { Id, NewId } from "@/server/kernel/id";
import { lateCaptureEntry } from "@/server/ledger/contract";
import type { Order } from "@/server/payments/contract";

export type LateMoney = { readonly order: Order; readonly intentId: string; readonly now: Date };

/**
 * Money for an order that is over: recognised in the books, owed to the buyer at once, and never a coupon. Coupon and
 * order are locked. Undefined where it was recognised before.
 */
export async function appendLatePayment(
  ctx: { newId: NewId },
  unit: PurchaseUnit,
  { order, intentId, now }: LateMoney,
): Promise<Id<"refund"> | undefined> {
  const { id: orderId, couponId, userId, amount } = order;
  if (await unit.refunds.paymentOf(couponId)) return undefined;
  const paymentId = ctx.newId("payment");
  const refundId = ctx.newId("refund");
  const reason = "late_payment";
  await unit.orders.addPayment({ id: paymentId, orderId, intentId, captured: amount, capturedAt: now, isLate: true });
  await unit.orders.change(orderId, { intentId });
  await unit.refunds.reserve({ id: refundId, paymentId, couponId, amount, reason, note: null, voidOf: null, at: now });
  await unit.ledger.post([lateCaptureEntry({ refundId, couponId, amount })], now);
  const payload: LatePaymentReceived = { orderId, couponId, userId, refundId, amountCentavos: amount };
  await unit.events.append([{ type: latePaymentReceived.type, aggregateId: couponId, occurredAt: now, payload }]);
  return refundId;
}
