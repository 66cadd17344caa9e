import "server-only";
import type { CouponRecord } from "@/server/coupons/domain/coupon-view";
import { expiryOf } from "@/server/coupons/domain/purchase";
import { SHORT_CODE_BYTES, shortCodeOf } from "@/server/coupons/domain/short-code";
import { couponPurchased, type CouponPurchased } from "@/server/coupons/events";
import type { PurchaseServices, PurchaseUnit } from "@/server/coupons/ports";
import type { Fuel } from "@/server/kernel/fuel";
import type { Id } from "@/server/kernel/id";
import type { Centavos } from "@/server/kernel/money";
import { instant } from "@/server/kernel/time";
import { captureEntry } from "@/server/ledger/contract";
import { type Anomaly, anomalyOf, appendAnomaly, type Order, type PaymentStanding } from "@/server/payments/contract";
import type { Ctx } from "@/server/platform/ctx";

import { issueCode } from "./issue-code";
import { appendLatePayment } from "./late-payment";

export type ActivationCtx = Pick<Ctx<PurchaseUnit>, "newId" | "log"> & { readonly services: PurchaseServices };

/** Coupon and order are locked; `now` is the database clock read after that. */
export type LockedPurchase = { readonly coupon: CouponRecord; readonly order: Order; readonly now: Date };

/** What a settlement set in motion: counted, and paid back, once its transaction has committed. */
export type Settled = {
  readonly activated?: { readonly fuel: Fuel; readonly face: Centavos };
  readonly refundId?: Id<"refund"> | undefined;
};

/**
 * The money is there: balance, code, payment, capture and event, once (domain words, "Coupons"). Whoever comes second
 * finds the order paid and changes nothing. Money that is not what was ordered makes no coupon, it is noted for a person;
 * money that comes when the order is over is noted and owed to the buyer.
 */
export async function activateCoupon(
  ctx: ActivationCtx,
  unit: PurchaseUnit,
  locked: LockedPurchase & { readonly standing: PaymentStanding },
): Promise<Settled> {
  const { coupon, order, standing } = locked;
  if (order.status === "PAID") return {};
  const { intentId } = standing;
  if (!intentId) throw new Error("a paid standing names its intent");
  const anomaly = anomalyFor(ctx, locked);
  if (anomaly) await noteAnomaly(ctx, unit, { ...locked, anomaly });
  if (anomaly === "PAID_AFTER_CLOSE") return { refundId: await appendLatePayment(ctx, unit, { ...locked, intentId }) };
  if (anomaly) return {};
  await appendPurchase(ctx, unit, { ...locked, intentId });
  ctx.log.info({ couponId: coupon.id, orderId: order.id }, "coupon activated");
  return { activated: { fuel: coupon.fuel, face: coupon.faceCentavos } };
}

function anomalyFor(
  ctx: ActivationCtx,
  { coupon, order, standing }: LockedPurchase & { standing: PaymentStanding },
): Anomaly | undefined {
  const found = anomalyOf(standing, { amount: order.amount, isLive: ctx.services.payments.isLive });
  return found ?? (coupon.status === "PENDING_PAYMENT" ? undefined : "PAID_AFTER_CLOSE");
}

async function appendPurchase(
  ctx: ActivationCtx,
  unit: PurchaseUnit,
  { coupon, order, now, intentId }: LockedPurchase & { intentId: string },
): Promise<void> {
  const expiresAt = expiryOf(now);
  const code = await issueCode(ctx.services.couponSigner, { coupon, version: 1, issuedAt: now, expiresAt });
  const shortCode = shortCodeOf(ctx.services.randomBytes(SHORT_CODE_BYTES));
  await unit.wallet.activate(coupon.id, {
    expiresAt,
    shortCode,
    code,
    balance: coupon.faceCentavos,
    activatedAt: now,
  });
  await unit.orders.change(order.id, { status: "PAID", intentId, checkoutUrl: null, failure: null, settledAt: now });
  const id = ctx.newId("payment");
  await unit.orders.addPayment({
    id,
    orderId: order.id,
    intentId,
    captured: order.amount,
    capturedAt: now,
    isLate: false,
  });
  await unit.ledger.post([captureEntry({ couponId: coupon.id, amount: order.amount })], now);
  const payload: CouponPurchased = {
    couponId: coupon.id,
    userId: coupon.userId,
    orderId: order.id,
    stationId: coupon.stationId,
    fuel: coupon.fuel,
    faceCentavos: coupon.faceCentavos,
    paidByPrize: false,
    activatedAt: instant(now),
    expiresAt: instant(expiresAt),
  };
  await unit.events.append([{ type: couponPurchased.type, aggregateId: coupon.id, occurredAt: now, payload }]);
}

async function noteAnomaly(
  ctx: ActivationCtx,
  unit: PurchaseUnit,
  { order, standing, now, anomaly }: LockedPurchase & { standing: PaymentStanding; anomaly: Anomaly },
): Promise<void> {
  const { amount, currency, intentId, isLive } = standing;
  const { id: orderId, couponId } = order;
  await appendAnomaly(ctx, unit, {
    key: `${anomaly}:${orderId}:${intentId ?? ""}`,
    kind: anomaly,
    details: {
      ...{ orderId, couponId, currency, expectedCentavos: order.amount, receivedCentavos: amount },
      ...{ intentId: intentId ?? null, mode: isLive ? "live" : "test" },
    },
    about: { orderId, couponId, receivedCentavos: amount },
    now,
  });
}
