import "server-only";
import { confirmPayment, type ConfirmCtx, type PurchaseUnit } from "@/server/coupons/contract";
import { asId, isUuid } from "@/server/kernel/id";
import type { PaymentNotice } from "@/server/payments/domain/checkout";
import { paymentAnomalyNoticed, type PaymentAnomalyNoticed } from "@/server/payments/events";
import type { PaymentsUnit } from "@/server/payments/ports";
import type { Ctx } from "@/server/platform/ctx";

export type NoticeCtx = Ctx<PaymentsUnit & PurchaseUnit> & Pick<ConfirmCtx, "services">;

/** Events that may change how an order stands. Everything else is received, and means nothing to us yet. */
const MEANT = new Set([
  "checkout.session.completed",
  "checkout.session.async_payment_succeeded",
  "checkout.session.async_payment_failed",
  "checkout.session.expired",
  "payment_intent.succeeded",
  "payment_intent.payment_failed",
  "payment_intent.canceled",
]);

/**
 * What a received event makes happen, once it is stored: the order it names is looked up at the payment service and
 * settled, so that events may come twice, late or out of order. Throws when the service cannot be asked; the event stays
 * open and is taken up again.
 */
export async function processNotice(ctx: NoticeCtx, notice: PaymentNotice): Promise<void> {
  const isMeant = MEANT.has(notice.type) && notice.orderId !== undefined;
  const state = isMeant ? await settleByNotice(ctx, notice) : "SETTLED";
  await ctx.transact(async (unit) => {
    const now = await unit.clock.read();
    if (state === "UNKNOWN_ORDER") await appendUnknown(ctx, unit, notice);
    await unit.inbox.processed(notice.eventId, now);
  });
}

async function settleByNotice(ctx: NoticeCtx, notice: PaymentNotice): Promise<"SETTLED" | "OPEN" | "UNKNOWN_ORDER"> {
  const { orderId, sessionId, intentId } = notice;
  if (!orderId || !isUuid(orderId)) return "UNKNOWN_ORDER";
  const confirmed = await confirmPayment(ctx, { orderId: asId("order", orderId), hint: { sessionId, intentId } });
  if (!confirmed.ok) throw new Error(`the payment service cannot be asked: ${confirmed.refusal.reason}`);
  return confirmed.value.state;
}

async function appendUnknown(ctx: NoticeCtx, unit: PaymentsUnit, notice: PaymentNotice): Promise<void> {
  const { eventId, type, orderId, sessionId, intentId, isLive } = notice;
  const id = ctx.newId("row");
  const isNew = await unit.orders.noteAnomaly({
    id,
    key: `UNKNOWN_ORDER:${orderId ?? ""}:${sessionId ?? intentId ?? ""}`,
    kind: "UNKNOWN_ORDER",
    details: {
      eventId,
      type,
      orderId: orderId ?? null,
      sessionId: sessionId ?? null,
      intentId: intentId ?? null,
      mode: isLive ? "live" : "test",
    },
  });
  if (!isNew) return;
  ctx.log.error(
    { alert: "payment-anomaly", anomaly: "UNKNOWN_ORDER", eventType: type },
    "an event names no order of ours",
  );
  const payload: PaymentAnomalyNoticed = {
    anomalyId: id,
    kind: "UNKNOWN_ORDER",
    orderId: null,
    receivedCentavos: null,
  };
  await unit.events.append([
    { type: paymentAnomalyNoticed.type, aggregateId: id, occurredAt: await unit.clock.read(), payload },
  ]);
}
