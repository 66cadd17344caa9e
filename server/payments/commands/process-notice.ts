import "server-only";
import { confirmPayment, type ConfirmCtx, type PurchaseUnit, settleDispute } from "@/server/coupons/contract";
import { asId, isUuid } from "@/server/kernel/id";
import type { PaymentNotice } from "@/server/payments/domain/checkout";
import type { PaymentsUnit } from "@/server/payments/ports/unit";
import type { Ctx } from "@/server/platform/ctx";

import { appendAnomaly } from "./append-anomaly";
import { checkPayout } from "./settle-payout";

export type NoticeCtx = Ctx<PaymentsUnit & PurchaseUnit> & Pick<ConfirmCtx, "services">;

/** Events that may change how an order stands; those about disputes and refunds are told by what they name. */
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
 * What a received event makes happen, once it is stored: the order, dispute or refund it names is looked up at the payment
 * service and settled, so that events may come twice, late or out of order. Throws when the service cannot be asked; the
 * event stays open and is taken up again.
 */
export async function processNotice(ctx: NoticeCtx, notice: PaymentNotice): Promise<void> {
  const unknown = await unknownAfter(ctx, notice);
  await ctx.transact(async (unit) => {
    const now = await unit.clock.read();
    if (unknown) await appendUnknown(ctx, unit, { notice, kind: unknown, now });
    await unit.inbox.processed(notice.eventId, now);
  });
}

type Unknown = "UNKNOWN_ORDER" | "UNKNOWN_DISPUTE";

async function unknownAfter(ctx: NoticeCtx, notice: PaymentNotice): Promise<Unknown | undefined> {
  if (notice.disputeId !== undefined) {
    const settled = await settleDispute(ctx, notice.disputeId);
    if (!settled.ok) throw new Error(`the payment service cannot be asked: ${settled.refusal.reason}`);
    return settled.value === "UNKNOWN" ? "UNKNOWN_DISPUTE" : undefined;
  }
  if (notice.refundId !== undefined) {
    await checkPayout(ctx, notice.refundId);
    return undefined;
  }
  const isMeant = MEANT.has(notice.type) && notice.orderId !== undefined;
  const state = isMeant ? await settleByNotice(ctx, notice) : "SETTLED";
  return state === "UNKNOWN_ORDER" ? state : undefined;
}

async function settleByNotice(ctx: NoticeCtx, notice: PaymentNotice): Promise<"SETTLED" | "OPEN" | "UNKNOWN_ORDER"> {
  const { orderId, sessionId, intentId } = notice;
  if (!orderId || !isUuid(orderId)) return "UNKNOWN_ORDER";
  const confirmed = await confirmPayment(ctx, { orderId: asId("order", orderId), hint: { sessionId, intentId } });
  if (!confirmed.ok) throw new Error(`the payment service cannot be asked: ${confirmed.refusal.reason}`);
  return confirmed.value.state;
}

type UnknownNote = { readonly notice: PaymentNotice; readonly kind: Unknown; readonly now: Date };

async function appendUnknown(ctx: NoticeCtx, unit: PaymentsUnit, { notice, kind, now }: UnknownNote): Promise<void> {
  const { eventId, type, orderId, sessionId, intentId, disputeId, isLive } = notice;
  const about = disputeId ?? `${orderId ?? ""}:${sessionId ?? intentId ?? ""}`;
  await appendAnomaly(ctx, unit, {
    key: `${kind}:${about}`,
    kind,
    details: {
      ...{ eventId, type, orderId: orderId ?? null, sessionId: sessionId ?? null, intentId: intentId ?? null },
      ...(disputeId !== undefined && { disputeId }),
      mode: isLive ? "live" : "test",
    },
    now,
  });
}
