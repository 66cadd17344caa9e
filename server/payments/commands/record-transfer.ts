import "server-only";
import type { Id } from "@/server/kernel/id";
import type { Centavos } from "@/server/kernel/money";
import type { Refusal } from "@/server/kernel/refusal";
import { ok, refuse, type Result } from "@/server/kernel/result";
import { refundPaidEntry } from "@/server/ledger/contract";
import {
  decideSecondLook,
  decideTransfer,
  type Payout,
  type Refund,
  type RefundState,
} from "@/server/payments/domain/refund";
import type { Ctx, UserActor } from "@/server/platform/ctx";

import type { RefundUnit } from "./pay-refund";
import { handledEvent, refundEvent } from "./refund-event";

type TransferCtx = Ctx<RefundUnit, UserActor>;

export type TransferAsk = {
  readonly refundId: Id<"refund">;
  readonly amount: Centavos;
  /** The transfer's tracking key. */
  readonly reference: string;
};

/** An admin has paid a debt from our bank account and says so; it counts once another admin has looked at it. */
export const recordTransfer = (ctx: TransferCtx, ask: TransferAsk): Promise<Result<RefundState, Refusal>> =>
  ctx.transact(async (unit) => {
    const refund = await unit.refunds.lock(ask.refundId);
    if (!refund) return refuse({ kind: "NOT_FOUND" });
    if (await unit.disputes.isOpenOf(refund.paymentId))
      return refuse({ kind: "STATE_CONFLICT", details: [{ path: "state", message: "the bank is deciding about it" }] });
    const decided = decideTransfer(refund, await unit.refunds.livePayout(refund.id), ask.amount);
    if (!decided.ok) return decided;
    const now = await unit.clock.read();
    const id = ctx.newId("payout");
    const { reference } = ask;
    await unit.refunds.beginPayout({
      ...{ id, refundId: refund.id, way: "TRANSFER", state: decided.value, reference },
      ...{ recordedBy: ctx.actor.id, amount: refund.amount, at: now },
    });
    await unit.events.append([handledEvent(refund, { deed: "TRANSFER_RECORDED", payoutId: id, reference, at: now })]);
    return ok(refund.state);
  });

export type SecondLook = { readonly refundId: Id<"refund">; readonly isAccepted: boolean };

/** A second admin holds the transfer against the bank's list: then the debt is paid, or stands as before. */
export const confirmTransfer = (ctx: TransferCtx, look: SecondLook): Promise<Result<RefundState, Refusal>> =>
  ctx.transact(async (unit) => {
    const refund = await unit.refunds.lock(look.refundId);
    if (!refund) return refuse({ kind: "NOT_FOUND" });
    const decided = decideSecondLook(await unit.refunds.livePayout(refund.id), ctx.actor.id);
    if (!decided.ok) return decided;
    const now = await unit.clock.read();
    const state = look.isAccepted ? "SUCCEEDED" : "REJECTED";
    await unit.refunds.changePayout(decided.value.id, { state, confirmedBy: ctx.actor.id, settledAt: now });
    const deed = look.isAccepted ? "TRANSFER_CONFIRMED" : "TRANSFER_REJECTED";
    const { id: payoutId, reference } = decided.value;
    await unit.events.append([handledEvent(refund, { deed, payoutId, reference, at: now })]);
    if (look.isAccepted) await paid(unit, refund, { payout: decided.value, now });
    return ok(look.isAccepted ? "SUCCEEDED" : refund.state);
  });

async function paid(unit: RefundUnit, refund: Refund, { payout, now }: { payout: Payout; now: Date }): Promise<void> {
  const { couponId, amount } = refund;
  await unit.refunds.change(refund.id, { state: "SUCCEEDED", failure: null, settledAt: now });
  await unit.ledger.post([refundPaidEntry({ couponId, amount, payoutId: payout.id, from: "BANK" })], now);
  await unit.events.append([refundEvent(refund, { state: "SUCCEEDED", at: now })]);
}
