import "server-only";
import type { Coupon } from "@/server/coupons/domain/coupon";
import { decideRedemption, isKept, type Redeemed, type RedemptionAsk } from "@/server/coupons/domain/redemption";
import { receiptOf, receiptReference } from "@/server/coupons/domain/redemption-receipt";
import type { Facts, NewRedemption, ValidationAttempt } from "@/server/coupons/domain/redemption-record";
import { whileShiftsMove } from "@/server/coupons/domain/shift";
import { couponRedeemed, type CouponRedeemed } from "@/server/coupons/events";
import type { RedemptionUnit } from "@/server/coupons/ports";
import type { Place } from "@/server/kernel/geo";
import type { Id } from "@/server/kernel/id";
import type { Refusal } from "@/server/kernel/refusal";
import { instant } from "@/server/kernel/time";
import { redeemEntry } from "@/server/ledger/contract";
import type { Ctx } from "@/server/platform/ctx";
import { isConnectionLost, isTransient } from "@/server/platform/database-fault";
import { envelopeOf, httpStatusOf } from "@/server/platform/envelope";
import type { Answer, Begun, Operation } from "@/server/platform/operations";
import { refusalText } from "@/server/platform/refusal-text";
import type { NewEvent } from "@/server/platform/unit";
import { type Earned, ticketsEarned } from "@/server/raffles/contract";

import { signedUnknownEvent } from "./read-code";

/** One waiting request; its code was read and found genuine before it got here. */
export type RedeemAsk = {
  readonly operation: Operation & { readonly opId: Id<"operation"> };
  readonly couponId: Id<"coupon">;
  readonly redemption: RedemptionAsk;
  readonly sessionId: Id<"session">;
  readonly place: Place | undefined;
  readonly requestId: string;
  readonly locale: "es-MX" | "en";
};

/** `answered` is kept for ever, success or refusal; `turned-away` leaves no trace and may be tried again. */
export type RedeemAnswer =
  | { readonly state: "answered"; readonly answer: Answer; readonly isReplay: boolean }
  | { readonly state: "turned-away"; readonly refusal: Refusal };

type RedeemCtx = Ctx<RedemptionUnit>;

/**
 * Many redemptions, one commit (data page, "A redemption, fast and exact"): at most one ask per operation id; several asks
 * for one coupon are decided in the order they came. Answers come in the order of the asks.
 */
export async function redeemCoupons(ctx: RedeemCtx, batch: readonly RedeemAsk[]): Promise<readonly RedeemAnswer[]> {
  try {
    return await redeemTogether(ctx, batch);
  } catch (fault) {
    if (!isConnectionLost(fault)) throw fault;
    // The commit's outcome is unknown. On another connection the same ids wait for the lost transaction to end, and
    // then give its answers or are decided afresh.
    ctx.log.warn({ fault: String(fault), asks: batch.length }, "connection lost, looking the operations up");
    return redeemTogether(ctx, batch).catch((again: unknown) => {
      if (!isTransient(again)) throw again;
      const refusal: Refusal = { kind: "UNAVAILABLE", retryAfterSeconds: 2 };
      return batch.map(() => ({ state: "turned-away", refusal }));
    });
  }
}

const redeemTogether = (ctx: RedeemCtx, batch: readonly RedeemAsk[]): Promise<readonly RedeemAnswer[]> =>
  whileShiftsMove(() => redeemOnce(ctx, batch));

const redeemOnce = (ctx: RedeemCtx, batch: readonly RedeemAsk[]): Promise<readonly RedeemAnswer[]> =>
  ctx.transact(async (unit) => {
    const begun = await unit.operations.begin(batch.map((ask) => ask.operation));
    // Sent together, answered in this order: the clock is read when the locks are held.
    const [coupons, now] = await Promise.all([
      unit.redemptions.lockCoupons(batch.map((ask) => ask.couponId)),
      unit.clock.read(),
    ]);
    const fresh = batch.filter((ask) => begun.get(ask.operation.opId)?.state === "fresh");
    const outcomes = await decideAll(unit, { ctx, fresh, coupons, now });
    const mismatched = batch.filter((ask) => begun.get(ask.operation.opId)?.state === "mismatch");
    await keep(unit, outcomes, { now, attempts: attemptsOf(ctx, { outcomes, mismatched, now }) });
    const byOperation = new Map(outcomes.map((outcome) => [outcome.ask.operation.opId, outcome]));
    return batch.map((ask) => answerTo(begun.get(ask.operation.opId), byOperation.get(ask.operation.opId)));
  });

type Outcome =
  | { readonly state: "redeemed"; readonly ask: RedeemAsk; readonly redemption: NewRedemption; readonly answer: Answer }
  | { readonly state: "refused"; readonly ask: RedeemAsk; readonly refusal: Refusal; readonly answer: Answer }
  | {
      readonly state: "turned-away";
      readonly ask: RedeemAsk;
      readonly refusal: Refusal;
      /** What to tell the log, where it was more than a refusal. */ readonly alarm?: NewEvent;
    };

type Undecided = {
  readonly ctx: RedeemCtx;
  readonly fresh: readonly RedeemAsk[];
  readonly coupons: ReadonlyMap<Id<"coupon">, Coupon>;
  readonly now: Date;
};

type Accepted = {
  readonly ask: RedeemAsk;
  readonly coupon: Coupon;
  readonly redeemed: Redeemed;
  readonly earned: Earned;
};

/** What the facts of the moment add to what was decided. */
type Granted = Pick<Facts, "earnsHere" | "stationDeviceId">;

async function decideAll(unit: RedemptionUnit, { ctx, fresh, coupons, now }: Undecided): Promise<Outcome[]> {
  const known = fresh.flatMap((ask) => {
    const coupon = coupons.get(ask.couponId);
    return coupon ? [{ ask, coupon }] : [];
  });
  const facts = await unit.redemptionFacts(known.map(factsAskOf), now);
  const outcomes: Outcome[] = [];
  const accepted: (Accepted & Granted)[] = [];
  // Asks for one coupon are decided one after the other, each on what the one before left.
  const left = new Map(coupons);
  for (const [n, { ask }] of known.entries()) {
    const found = facts[n];
    const coupon = left.get(ask.couponId);
    if (!found || !coupon) throw new Error("facts missing for an ask");
    const decided = decideRedemption(coupon, ask.redemption, { facts: found, now });
    if (!decided.ok) {
      outcomes.push(refusedOutcome(ask, decided.refusal));
      continue;
    }
    accepted.push({ ask, coupon, redeemed: decided.value, ...grantedBy(coupon, decided.value, found) });
    left.set(coupon.id, debited(coupon, decided.value));
  }
  for (const ask of fresh) if (!coupons.has(ask.couponId)) outcomes.push(unknownCoupon(ctx, ask, now));
  const shifts = await unit.redemptions.shiftsAt(
    accepted.map(({ ask }) => ask.redemption),
    { at: now, newId: ctx.newId },
  );
  for (const [n, each] of accepted.entries()) {
    const shiftId = shifts[n];
    if (!shiftId) throw new Error("shift missing for an ask");
    outcomes.push(redeemedOutcome(each, { id: ctx.newId("redemption"), shiftId, now }));
  }
  return outcomes;
}

const factsAskOf = ({ ask, coupon }: { ask: RedeemAsk; coupon: Coupon }) => ({
  stationId: ask.redemption.stationId,
  attendantId: ask.redemption.attendantId,
  pumpNumber: ask.redemption.pumpNumber,
  fuel: coupon.fuel,
  sessionId: ask.sessionId,
});

function grantedBy(coupon: Coupon, redeemed: Redeemed, facts: Facts): Granted & { earned: Earned } {
  const { redeemedBefore, redeemedAfter, volume } = redeemed;
  const earned = ticketsEarned({ redeemedBefore, redeemedAfter, volume, isPaidByPrize: coupon.isPrize });
  return { earned, earnsHere: facts.earnsHere, stationDeviceId: facts.stationDeviceId };
}

function refusedOutcome(ask: RedeemAsk, refusal: Refusal): Outcome {
  if (!isKept(refusal)) return { state: "turned-away", ask, refusal };
  const envelope = envelopeOf(refusal, refusalText(refusal.kind, ask.locale), ask.requestId);
  return { state: "refused", ask, refusal, answer: { status: httpStatusOf(refusal), body: JSON.stringify(envelope) } };
}

/** A genuine signature over a coupon we never sold: a key has leaked or a database was restored. */
function unknownCoupon(ctx: RedeemCtx, ask: RedeemAsk, at: Date): Outcome {
  const { requestId, couponId, operation, redemption } = ask;
  const alert = { requestId, alert: "signed-code-without-coupon", severity: "high" };
  ctx.log.error(alert, "a genuine code names no coupon");
  const { attendantId: actorId, stationId } = redemption;
  const by = { actor: operation.actor, requestId };
  const alarm = signedUnknownEvent({ actorId, couponId, stationId, asked: "REDEMPTION", at, by });
  return { state: "turned-away", ask, refusal: { kind: "INVALID_QR_CODE" }, alarm };
}

type Looked = { readonly outcomes: readonly Outcome[]; readonly mismatched: readonly RedeemAsk[]; readonly now: Date };

/** Every ask that was not redeemed leaves a trace, without its code. */
function attemptsOf(ctx: RedeemCtx, { outcomes, mismatched, now }: Looked): ValidationAttempt[] {
  const refused = outcomes.flatMap((o) => (o.state === "redeemed" ? [] : [{ ask: o.ask, outcome: o.refusal.kind }]));
  const strangers = mismatched.map((ask) => ({ ask, outcome: "OPERATION_MISMATCH" as const }));
  return [...refused, ...strangers].map(({ ask, outcome }) => ({
    ...{ id: ctx.newId("row"), actorId: ask.redemption.attendantId, sessionId: ask.sessionId, couponId: ask.couponId },
    ...{ stationId: ask.redemption.stationId, way: ask.redemption.shown.way, asked: "REDEMPTION", outcome, at: now },
  }));
}

const debited = (coupon: Coupon, { balanceAfter, redeemedAfter, statusAfter }: Redeemed): Coupon => ({
  ...coupon,
  balanceCentavos: balanceAfter,
  redeemedCentavos: redeemedAfter,
  status: statusAfter,
});

type Naming = { readonly id: Id<"redemption">; readonly shiftId: Id<"shift">; readonly now: Date };

function redeemedOutcome(accepted: Accepted & Granted, { id, shiftId, now }: Naming): Outcome {
  const { ask, coupon, redeemed, earned, earnsHere } = accepted;
  const { stationId, attendantId, pumpNumber, asked } = ask.redemption;
  const reference = receiptReference(id);
  const place = { stationId, attendantId, pumpNumber };
  const tickets = earnsHere ? { count: earned.earned, reason: earned.reason } : { count: 0, reason: "not-covered" };
  const receipt = receiptOf({
    ...redeemed,
    ...place,
    id,
    couponId: coupon.id,
    fuel: coupon.fuel,
    redeemedAt: now,
    reference,
    tickets,
  });
  const redemption: NewRedemption = {
    ...redeemed,
    ...place,
    id,
    opId: ask.operation.opId,
    coupon,
    shiftId,
    sessionId: ask.sessionId,
    stationDeviceId: accepted.stationDeviceId,
    place: ask.place,
    askedIn: asked.in,
    ticketsEarned: earned.earned,
    redeemedAt: now,
    reference,
  };
  return { state: "redeemed", ask, redemption, answer: { status: 200, body: JSON.stringify(receipt) } };
}

type Kept = { readonly now: Date; readonly attempts: readonly ValidationAttempt[] };

/** Everything in one go: balances, keys and rows, ledger, events, answers; ids of those turned away are let go. */
async function keep(unit: RedemptionUnit, outcomes: readonly Outcome[], { now, attempts }: Kept): Promise<void> {
  const redeemed = outcomes.filter((outcome) => outcome.state === "redeemed");
  const kept = outcomes.flatMap((o) =>
    o.state === "turned-away" ? [] : [{ opId: o.ask.operation.opId, ...o.answer }],
  );
  const gone = outcomes.flatMap((o) => (o.state === "turned-away" ? [o.ask.operation.opId] : []));
  const alarms = outcomes.flatMap((o) => (o.state === "turned-away" && o.alarm ? [o.alarm] : []));
  await Promise.all([
    unit.redemptions.saveRedemptions(redeemed.map((outcome) => outcome.redemption)),
    unit.ledger.post(
      redeemed.map((outcome) => entryOf(outcome.redemption)),
      now,
    ),
    unit.events.append([...redeemed.map(({ ask, redemption }) => eventOf(ask, redemption)), ...alarms]),
    unit.operations.answer(kept),
    unit.operations.release(gone),
    unit.attempts.record(attempts),
  ]);
}

const entryOf = (r: NewRedemption) =>
  redeemEntry({ couponId: r.coupon.id, amount: r.cost, redemptionId: r.id, stationId: r.stationId });

function eventOf(ask: RedeemAsk, r: NewRedemption): NewEvent {
  const payload: CouponRedeemed = {
    redemptionId: r.id,
    couponId: r.coupon.id,
    userId: r.coupon.userId,
    stationId: r.stationId,
    attendantId: r.attendantId,
    fuel: r.coupon.fuel,
    volumeMillilitres: r.volume,
    pesosCentavos: r.cost,
    priceTenthMilli: r.price,
    redeemedBeforeCentavos: r.redeemedBefore,
    redeemedAfterCentavos: r.redeemedAfter,
    ticketsEarned: r.ticketsEarned,
    ticketRule: 1,
    redeemedAt: instant(r.redeemedAt),
    paidByPrize: r.coupon.isPrize,
  };
  return {
    type: couponRedeemed.type,
    aggregateId: r.coupon.id,
    occurredAt: r.redeemedAt,
    payload,
    by: { actor: ask.operation.actor, requestId: ask.requestId },
  };
}

function answerTo(begun: Begun | undefined, outcome: Outcome | undefined): RedeemAnswer {
  if (begun?.state === "answered") return { state: "answered", answer: begun.answer, isReplay: true };
  if (begun?.state === "mismatch") return { state: "turned-away", refusal: { kind: "OPERATION_MISMATCH" } };
  if (!outcome) throw new Error("an operation was begun and not decided");
  return outcome.state === "turned-away"
    ? { state: "turned-away", refusal: outcome.refusal }
    : { state: "answered", answer: outcome.answer, isReplay: false };
}
