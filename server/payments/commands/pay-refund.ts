import "server-only";
import type { Id } from "@/server/kernel/id";
import { type LedgerPoster, refundPaidEntry } from "@/server/ledger/contract";
import { isPaidBackByHand, type Refund, type RefundChange, type RefundState } from "@/server/payments/domain/refund";
import { refundSettled, type RefundSettled } from "@/server/payments/events";
import type { PaymentGateway, RefundStore } from "@/server/payments/ports";
import type { Ctx } from "@/server/platform/ctx";
import type { SharedUnit } from "@/server/platform/unit";

type RefundUnit = SharedUnit & { readonly refunds: RefundStore; readonly ledger: LedgerPoster };
type RefundCtx = Ctx<RefundUnit> & { readonly services: { readonly payments: PaymentGateway } };

/**
 * Pays a debt that is already reserved: asks the payment service under the refund's own key, so that asking again never
 * pays twice. An unknown outcome leaves it `RESERVED`, and the reconciliation asks again.
 */
export async function payRefund(ctx: RefundCtx, id: Id<"refund">): Promise<RefundState> {
  const refund = await ctx.transact((unit) => unit.refunds.lock(id));
  if (!refund) throw new Error("a refund that was reserved is gone");
  if (refund.state !== "RESERVED" && refund.state !== "PENDING") return refund.state;
  const change = await changeFor(ctx, refund);
  return change ? settle(ctx, id, change) : refund.state;
}

async function changeFor(ctx: RefundCtx, refund: Refund): Promise<RefundChange | undefined> {
  if (isPaidBackByHand(refund.method)) return { state: "BY_HAND" };
  const { id: refundId, intentId, amount } = refund;
  const asked = await ctx.services.payments.refund({ refundId, intentId, amount });
  if (asked.ok) return { state: asked.value.state, stripeRefundId: asked.value.stripeRefundId };
  return asked.refusal.kind === "UNAVAILABLE" ? undefined : { state: "FAILED", failure: asked.refusal.reason };
}

const settle = (ctx: RefundCtx, id: Id<"refund">, change: RefundChange): Promise<RefundState> =>
  ctx.transact(async (unit) => {
    const refund = await unit.refunds.lock(id);
    if (!refund || refund.state === change.state || refund.state === "SUCCEEDED") return refund?.state ?? change.state;
    const now = await unit.clock.read();
    const isOver = change.state === "SUCCEEDED";
    await unit.refunds.change(id, { ...change, ...(isOver && { settledAt: now }) });
    if (isOver) {
      const { couponId, amount } = refund;
      await unit.ledger.post([refundPaidEntry({ refundId: id, couponId, amount })], now);
    }
    const payload: RefundSettled = {
      refundId: id,
      couponId: refund.couponId,
      amountCentavos: refund.amount,
      state: change.state === "RESERVED" ? "PENDING" : change.state,
      reason: change.failure ?? null,
    };
    await unit.events.append([{ type: refundSettled.type, aggregateId: refund.couponId, occurredAt: now, payload }]);
    return change.state;
  });
