import "server-only";
import { asId, type Id } from "@/server/kernel/id";
import { disputeLostEntry, type LedgerPoster } from "@/server/ledger/contract";
import { isPaidBackByHand, type Payout, type Refund, type RefundState } from "@/server/payments/domain/refund";
import type { DisputeStore } from "@/server/payments/ports/disputes";
import type { PaymentGateway } from "@/server/payments/ports/gateway";
import type { RefundStore } from "@/server/payments/ports/refunds";
import type { Ctx } from "@/server/platform/ctx";
import type { SharedUnit } from "@/server/platform/unit";

import { refundEvent } from "./refund-event";
import { settlePayout } from "./settle-payout";

export type RefundUnit = SharedUnit & {
  readonly refunds: RefundStore;
  readonly disputes: DisputeStore;
  readonly ledger: LedgerPoster;
};
export type RefundCtx = Ctx<RefundUnit> & { readonly services: { readonly payments: PaymentGateway } };

/**
 * Pays a debt that is already reserved: writes the try down, asks the payment service under the try's own key, so that
 * asking again never pays twice, and settles. An unknown outcome leaves it `RESERVED`, and the reconciliation asks again.
 * While the bank decides about the same money nothing is paid.
 */
export async function payRefund(ctx: RefundCtx, id: Id<"refund">): Promise<RefundState> {
  const begun = await ctx.transact((unit) => begin(ctx, unit, id));
  if (!begun.payout) return begun.refund.state;
  const { refund, payout } = begun;
  // The payment service knows each try as a refund of its own.
  const ask = { refundId: asId("refund", payout.id), intentId: refund.intentId, amount: refund.amount };
  const asked = await ctx.services.payments.refund(ask);
  if (asked.ok) return settlePayout(ctx, payout.id, asked.value);
  if (asked.refusal.kind === "UNAVAILABLE") return refund.state;
  return settlePayout(ctx, payout.id, { state: "FAILED", stripeRefundId: undefined, failure: asked.refusal.reason });
}

type Begun = { readonly refund: Refund; readonly payout: Payout | undefined };

async function begin(ctx: RefundCtx, unit: RefundUnit, id: Id<"refund">): Promise<Begun> {
  const refund = await unit.refunds.lock(id);
  if (!refund) throw new Error("a refund that was reserved is gone");
  const isWaiting = refund.state === "RESERVED" || refund.state === "PENDING";
  if (!isWaiting || (await unit.disputes.isOpenOf(refund.paymentId))) return { refund, payout: undefined };
  const live = await unit.refunds.livePayout(id);
  if (live) return { refund, payout: live };
  const now = await unit.clock.read();
  const isLost = await unit.disputes.isLostOf(refund.paymentId);
  if (isLost) return { refund: await cover(unit, refund, now), payout: undefined };
  if (isPaidBackByHand(refund.method)) {
    const state = "BY_HAND";
    await unit.refunds.change(id, { state });
    await unit.events.append([refundEvent(refund, { state, at: now })]);
    return { refund: { ...refund, state }, payout: undefined };
  }
  return { refund, payout: await beginPayout(ctx, unit, { refund, now }) };
}

type Owed = { readonly refund: Refund; readonly now: Date };

/** The first try has the debt's own id. */
async function beginPayout(ctx: RefundCtx, unit: RefundUnit, { refund, now }: Owed): Promise<Payout> {
  const first = asId("payout", refund.id);
  const isFirst = (await unit.refunds.payout(first)) === undefined;
  const payout = {
    ...({ id: isFirst ? first : ctx.newId("payout"), refundId: refund.id, way: "SERVICE", state: "ASKED" } as const),
    ...{ reference: null, recordedBy: null },
  };
  await unit.refunds.beginPayout({ ...payout, amount: refund.amount, at: now });
  return { ...payout, stripeRefundId: null };
}

/** The bank has given the buyer this money: nothing is owed any more. The refund is locked and nothing is under way. */
export async function cover(unit: RefundUnit, refund: Refund, now: Date): Promise<Refund> {
  const state = "COVERED";
  const { id, couponId, amount } = refund;
  await unit.refunds.change(id, { state, settledAt: now });
  await unit.ledger.post([disputeLostEntry({ couponId, amount, from: "REFUNDS_PAYABLE", ref: id })], now);
  await unit.events.append([refundEvent(refund, { state, at: now })]);
  return { ...refund, state };
}
