import "server-only";
import { purchaseFailed, type PurchaseFailed } from "@/server/coupons/events";
import type { PurchaseServices, PurchaseUnit } from "@/server/coupons/ports";
import type { Id } from "@/server/kernel/id";
import { isOpen, type PaymentStanding, payRefund } from "@/server/payments/contract";
import type { Ctx } from "@/server/platform/ctx";
import { couponPurchaseAmount, couponPurchases } from "@/server/platform/metrics";

import { type ActivationCtx, activateCoupon, type LockedPurchase, type Settled } from "./activate-coupon";

type SettledCtx = Ctx<PurchaseUnit> & { readonly services: PurchaseServices };

/** Why an order ends without money. */
export type Ending = { readonly outcome: "FAILED" | "EXPIRED" | "CANCELLED"; readonly reason: string };

type Key = { readonly couponId: Id<"coupon">; readonly orderId: Id<"order"> };

/** Coupon first, then order: the order of all locks. */
export async function lockPurchase(unit: PurchaseUnit, { couponId, orderId }: Key): Promise<LockedPurchase> {
  const coupon = await unit.wallet.lock(couponId);
  const order = await unit.orders.lock(orderId);
  if (!coupon || !order) throw new Error("an order or its coupon is gone");
  return { coupon, order, now: await unit.clock.read() };
}

/**
 * Brings order and coupon to where the payment stands, inside the caller's transaction. Every way to learn of a payment
 * (the answer to our own call, a verified event, the landing page, reconciliation) ends here; coming again, or late, or
 * out of order changes nothing.
 */
export async function appendSettlement(
  ctx: ActivationCtx,
  unit: PurchaseUnit,
  { standing, ...locked }: LockedPurchase & { readonly standing: PaymentStanding },
): Promise<Settled> {
  switch (standing.state) {
    case "PAID":
      return activateCoupon(ctx, unit, { ...locked, standing });
    case "FAILED":
      await appendEnding(unit, locked, { outcome: "FAILED", reason: standing.failure ?? "failed" });
      return {};
    case "EXPIRED":
      await appendEnding(unit, locked, { outcome: "EXPIRED", reason: "expired" });
      return {};
    case "OPEN":
    case "AWAITED":
      await keepOpen(unit, locked, standing);
      return {};
  }
}

/** For whoever settled, once it has committed: the figures, and the way back of money that came too late. */
export async function afterSettlement(ctx: SettledCtx, { activated, refundId }: Settled): Promise<void> {
  if (activated) {
    couponPurchases.inc({ fuel_type: activated.fuel });
    couponPurchaseAmount.inc({ fuel_type: activated.fuel }, activated.face / 100);
  }
  if (refundId) await payRefund(ctx, refundId);
}

async function keepOpen(unit: PurchaseUnit, { order, now }: LockedPurchase, standing: PaymentStanding): Promise<void> {
  if (!isOpen(order)) return;
  const isIssued = standing.state === "AWAITED";
  await unit.orders.change(order.id, {
    status: "AWAITING_PAYMENT",
    ...(standing.sessionId && { sessionId: standing.sessionId }),
    ...(standing.intentId && { intentId: standing.intentId }),
    ...(standing.url && { checkoutUrl: standing.url }),
    ...(isIssued && { awaitedSince: order.awaitedSince ?? now, payBefore: standing.payBefore ?? null }),
    failure: standing.failure ?? null,
  });
}

/** No money: the coupon is final, the day has its pesos back; an order that is over stays as it is. */
export async function appendEnding(
  unit: PurchaseUnit,
  { coupon, order, now }: LockedPurchase,
  { outcome, reason }: Ending,
): Promise<void> {
  if (!isOpen(order) || coupon.status !== "PENDING_PAYMENT") return;
  await unit.wallet.close(coupon.id, outcome === "CANCELLED" ? "CANCELLED" : "PAYMENT_FAILED");
  await unit.orders.change(order.id, { status: outcome, failure: reason, checkoutUrl: null, settledAt: now });
  const { userId, amount } = order;
  await unit.orders.releaseDay({ userId, day: order.purchaseDay, amount });
  const payload: PurchaseFailed = {
    orderId: order.id,
    couponId: coupon.id,
    userId,
    outcome,
    reason,
    amountCentavos: amount,
  };
  await unit.events.append([{ type: purchaseFailed.type, aggregateId: coupon.id, occurredAt: now, payload }]);
}
