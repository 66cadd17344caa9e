import "server-only";
import type { NewVoid, VoidTarget } from "@/server/coupons/domain/redemption-record";
import { decideVoid } from "@/server/coupons/domain/redemption-void";
import { voidReceiptOf } from "@/server/coupons/domain/redemption-void-receipt";
import { whileShiftsMove } from "@/server/coupons/domain/shift";
import { redemptionVoided, type RedemptionVoided } from "@/server/coupons/events";
import type { PurchaseUnit, RedemptionUnit } from "@/server/coupons/ports";
import type { Id } from "@/server/kernel/id";
import type { Refusal } from "@/server/kernel/refusal";
import { ok, refuse, type Result } from "@/server/kernel/result";
import { instant } from "@/server/kernel/time";
import { voidEntry } from "@/server/ledger/contract";
import { actorName, type Ctx, type UserActor } from "@/server/platform/ctx";
import { type Answer, requestHash } from "@/server/platform/operations";
import type { NewEvent } from "@/server/platform/unit";

import { appendVoidAftermath } from "./void-aftermath";

export type VoidRequest = {
  /** The procedure's name: an operation id belongs to one. */
  readonly procedure: string;
  readonly id: Id<"redemption">;
  readonly reason: string;
  /** The manager whose PIN was typed and found right on this screen; undefined where the caller acts in their own right. */
  readonly managerId?: Id<"user"> | undefined;
};

type VoidUnit = RedemptionUnit & Pick<PurchaseUnit, "refunds" | "disputes">;

export type VoidCtx = Ctx<VoidUnit, UserActor> & { readonly operationId: Id<"operation"> | undefined };

/** `answered` is what was stored or is stored now: the same operation gives it again, byte for byte. */
export type VoidAnswer = { readonly answer: Answer; readonly isReplay: boolean };

/**
 * A compensating entry, never an edit: the money returns to where the coupon's money is now, in the shift that is open
 * now. Whoever does not work at the station learns nothing of the redemption. Refusals are not kept: the same operation may
 * be tried again once somebody with the right has said yes.
 */
export const voidRedemption = (ctx: VoidCtx, request: VoidRequest): Promise<Result<VoidAnswer, Refusal>> =>
  whileShiftsMove(() => voidOnce(ctx, request));

const voidOnce = (ctx: VoidCtx, request: VoidRequest): Promise<Result<VoidAnswer, Refusal>> =>
  ctx.transact(async (unit) => {
    const { procedure, ...body } = request;
    const opId = ctx.operationId ?? ctx.newId("operation");
    const operation = { opId, actor: actorName(ctx.actor), requestHash: requestHash(procedure, body) };
    const begun = (await unit.operations.begin([operation])).get(opId);
    if (begun?.state === "answered") return ok({ answer: begun.answer, isReplay: true });
    if (begun?.state !== "fresh") return refuse({ kind: "OPERATION_MISMATCH" });
    const voided = await decide(ctx, unit, { ...request, opId });
    if (!voided.ok) {
      await unit.operations.release([opId]);
      return voided;
    }
    await keep(ctx, unit, voided.value);
    const answer = { status: 200, body: JSON.stringify(voidReceiptOf(voided.value)) };
    await unit.operations.answer([{ opId, ...answer }]);
    return ok({ answer, isReplay: false });
  });

/** What was answered to this operation before, so that a repeated call needs no second PIN; undefined for a new one. */
export const storedVoid = (
  ctx: VoidCtx,
  { procedure, ...body }: VoidRequest,
): Promise<Result<VoidAnswer, Refusal> | undefined> =>
  ctx.transact(async (unit) => {
    const { operationId: opId } = ctx;
    if (opId === undefined) return undefined;
    const hash = requestHash(procedure, body);
    const known = await unit.operations.stored({ opId, actor: actorName(ctx.actor), requestHash: hash });
    if (known?.state === "answered") return ok({ answer: known.answer, isReplay: true });
    return known?.state === "mismatch" ? refuse({ kind: "OPERATION_MISMATCH" }) : undefined;
  });

type Deciding = VoidRequest & { readonly opId: Id<"operation"> };

async function decide(
  ctx: VoidCtx,
  unit: RedemptionUnit,
  { id, reason, managerId, opId }: Deciding,
): Promise<Result<NewVoid, Refusal>> {
  const target = await unit.redemptions.lockForVoid(id);
  if (!target) return refuse({ kind: "NOT_FOUND" });
  const { actor } = ctx;
  const { stationId, attendantId, fuel } = target.redemption;
  const open = await unit.redemptions.openShiftOf({ attendantId, stationId });
  const now = await unit.clock.read();
  const ask = { attendantId: actor.id, sessionId: actor.sessionId, stationId, pumpNumber: 0, fuel };
  const [facts] = await unit.redemptionFacts([ask], now);
  if (!facts?.isPermitted) return refuse({ kind: "UNAUTHORIZED" });
  if (!facts.isAssigned || !facts.station) return refuse({ kind: "NOT_FOUND" });
  const byId = managerId ?? actor.id;
  const isManager = await unit.isManagerAt(byId, stationId);
  if (managerId !== undefined && !isManager) return refuse({ kind: "ACCESS_DENIED" });
  const { timeZone } = facts.station;
  const decided = decideVoid(target.redemption, target.coupon, { byId, isManager, timeZone, now });
  if (!decided.ok) return decided;
  const shiftId = open ?? (await ownShift(ctx, unit, { stationId, at: now }));
  const requestedBy = managerId === undefined ? null : actor.id;
  return ok({ ...decided.value, target, opId, by: byId, requestedBy, shiftId, reason, at: now });
}

async function ownShift(
  ctx: VoidCtx,
  unit: RedemptionUnit,
  { stationId, at }: { stationId: Id<"station">; at: Date },
): Promise<Id<"shift">> {
  const [shift] = await unit.redemptions.shiftsAt([{ attendantId: ctx.actor.id, stationId }], { at, newId: ctx.newId });
  if (!shift) throw new Error("no shift for the void");
  return shift;
}

async function keep(ctx: VoidCtx, unit: VoidUnit, voided: NewVoid): Promise<void> {
  const { target, returnedTo, at } = voided;
  const { id: redemptionId, stationId, cost } = target.redemption;
  await unit.redemptions.saveVoid(voided);
  await unit.ledger.post(
    [voidEntry({ couponId: target.coupon.id, amount: cost, redemptionId, stationId, returnedTo })],
    at,
  );
  await appendVoidAftermath(ctx, unit, voided);
  await unit.events.append([eventOf(voided, target)]);
}

function eventOf({ by, requestedBy, returnedTo, at }: NewVoid, { redemption, coupon }: VoidTarget): NewEvent {
  const payload: RedemptionVoided = {
    redemptionId: redemption.id,
    couponId: coupon.id,
    userId: coupon.userId,
    stationId: redemption.stationId,
    attendantId: redemption.attendantId,
    voidedBy: by,
    requestedBy,
    fuel: redemption.fuel,
    volumeMillilitres: redemption.volumeMillilitres,
    pesosCentavos: redemption.cost,
    returnedTo,
    redeemedAt: instant(redemption.redeemedAt),
    voidedAt: instant(at),
  };
  return { type: redemptionVoided.type, aggregateId: coupon.id, occurredAt: at, payload };
}
