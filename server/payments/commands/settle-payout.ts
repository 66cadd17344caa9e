import "server-only";
import { asId, type Id, isUuid } from "@/server/kernel/id";
import { disputeLostEntry, type Entry, refundPaidEntry, refundReturnedEntry } from "@/server/ledger/contract";
import { afterAnswer, type PayoutAnswer, type PayoutStep } from "@/server/payments/domain/payout";
import type { Payout, Refund, RefundState } from "@/server/payments/domain/refund";

import type { RefundCtx } from "./pay-refund";
import { refundEvent } from "./refund-event";

/** Brings a try and its debt to where the payment service says they are; coming again or late changes nothing. */
export const settlePayout = (ctx: RefundCtx, payoutId: Id<"payout">, answer: PayoutAnswer): Promise<RefundState> =>
  ctx.transact(async (unit) => {
    const named = await unit.refunds.payout(payoutId);
    const refund = named && (await unit.refunds.lock(named.refundId));
    const payout = refund && (await unit.refunds.payout(payoutId));
    if (!refund || !payout) throw new Error("a payout that was asked for is gone");
    const isDisputeLost = await unit.disputes.isLostOf(refund.paymentId);
    const step = afterAnswer({ payout, isDisputeLost }, answer);
    if (!step) return refund.state;
    const now = await unit.clock.read();
    const isSettled = step.refund === "SUCCEEDED" || step.refund === "COVERED";
    const failure = answer.state === "FAILED" ? (answer.failure ?? "failed") : null;
    await unit.refunds.changePayout(payout.id, {
      state: step.payout,
      failure,
      ...(answer.stripeRefundId !== undefined && { stripeRefundId: answer.stripeRefundId }),
      ...(step.payout !== "PENDING" && { settledAt: now }),
    });
    await unit.refunds.change(refund.id, {
      state: step.refund,
      failure,
      settledAt: isSettled ? now : null,
      ...(answer.stripeRefundId !== undefined && { stripeRefundId: answer.stripeRefundId }),
    });
    await unit.ledger.post(entriesOf(step, refund, payout), now);
    if (step.refund !== refund.state && step.refund !== "RESERVED")
      await unit.events.append([refundEvent(refund, { state: step.refund, reason: failure, at: now })]);
    return step.refund;
  });

function entriesOf(step: PayoutStep, { id: ref, couponId, amount }: Refund, { id: payoutId }: Payout): Entry[] {
  const money = { couponId, amount, payoutId };
  return [
    ...(step.money === "OUT" ? [refundPaidEntry({ ...money, from: "STRIPE_CLEARING" })] : []),
    ...(step.money === "BACK" ? [refundReturnedEntry(money)] : []),
    ...(step.refund === "COVERED" ? [disputeLostEntry({ couponId, amount, from: "REFUNDS_PAYABLE", ref })] : []),
  ];
}

/**
 * What an event about a refund makes happen: the service is asked how it stands. Throws when it cannot be asked. False
 * where the refund is none of ours.
 */
export async function checkPayout(ctx: RefundCtx, named: string): Promise<boolean> {
  if (!isUuid(named)) return false;
  const payout = await ctx.transact((unit) => unit.refunds.payout(asId("payout", named)));
  if (!payout) return false;
  // Its number is on the way: our own call settles it.
  if (payout.stripeRefundId === null) return true;
  const asked = await ctx.services.payments.refundStanding(payout.stripeRefundId);
  if (!asked.ok) throw new Error(`the payment service cannot be asked: ${asked.refusal.reason}`);
  if (asked.value) await settlePayout(ctx, payout.id, asked.value);
  return true;
}
