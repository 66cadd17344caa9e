import "server-only";
import type { NewVoid, VoidTarget } from "@/server/coupons/domain/redemption-record";
import { decideVoid } from "@/server/coupons/domain/redemption-void";
import { redemptionVoided, type RedemptionVoided } from "@/server/coupons/events";
import type { RedemptionUnit } from "@/server/coupons/ports";
import type { Id } from "@/server/kernel/id";
import type { Refusal } from "@/server/kernel/refusal";
import { ok, refuse, type Result } from "@/server/kernel/result";
import { instant } from "@/server/kernel/time";
import { voidEntry } from "@/server/ledger/contract";
import type { Ctx, UserActor } from "@/server/platform/ctx";
import type { NewEvent } from "@/server/platform/unit";

export type VoidRequest = { readonly id: Id<"redemption">; readonly reason: string };

export type VoidCtx = Ctx<RedemptionUnit, UserActor> & { readonly operationId: Id<"operation"> | undefined };

/**
 * A compensating entry, never an edit: the money returns to where the coupon's money is now, in the shift that is open
 * now. Whoever does not work at the station learns nothing of the redemption.
 */
export const voidRedemption = (ctx: VoidCtx, { id, reason }: VoidRequest): Promise<Result<NewVoid, Refusal>> =>
  ctx.transact(async (unit) => {
    const target = await unit.redemptions.lockForVoid(id);
    if (!target) return refuse({ kind: "NOT_FOUND" });
    const now = await unit.clock.read();
    const { actor } = ctx;
    const { stationId, fuel } = target.redemption;
    const ask = { attendantId: actor.id, sessionId: actor.sessionId, stationId, pumpNumber: 0, fuel };
    const [facts] = await unit.redemptionFacts([ask], now);
    if (!facts?.isPermitted) return refuse({ kind: "UNAUTHORIZED" });
    if (!facts.isAssigned || !facts.station) return refuse({ kind: "NOT_FOUND" });
    const decided = decideVoid(target.redemption, target.coupon, {
      byId: actor.id,
      isManager: actor.role === "STATION_MANAGER",
      timeZone: facts.station.timeZone,
      now,
    });
    if (!decided.ok) return decided;
    const shiftId = target.openShiftId ?? (await ownShift(ctx, unit, { stationId, at: now }));
    const opId = ctx.operationId ?? ctx.newId("operation");
    const voided: NewVoid = { ...decided.value, target, opId, by: actor.id, shiftId, reason, at: now };
    await keep(unit, voided);
    return ok(voided);
  });

async function ownShift(
  ctx: VoidCtx,
  unit: RedemptionUnit,
  { stationId, at }: { stationId: Id<"station">; at: Date },
): Promise<Id<"shift">> {
  const [shift] = await unit.redemptions.shiftsAt([{ attendantId: ctx.actor.id, stationId }], { at, newId: ctx.newId });
  if (!shift) throw new Error("no shift for the void");
  return shift;
}

async function keep(unit: RedemptionUnit, voided: NewVoid): Promise<void> {
  const { target, returnedTo, at } = voided;
  const { id: redemptionId, stationId, cost } = target.redemption;
  await unit.redemptions.saveVoid(voided);
  await unit.ledger.post(
    [voidEntry({ couponId: target.coupon.id, amount: cost, redemptionId, stationId, returnedTo })],
    at,
  );
  await unit.events.append([eventOf(voided, target)]);
}

function eventOf({ by, returnedTo, at }: NewVoid, { redemption, coupon }: VoidTarget): NewEvent {
  const payload: RedemptionVoided = {
    redemptionId: redemption.id,
    couponId: coupon.id,
    userId: coupon.userId,
    stationId: redemption.stationId,
    attendantId: redemption.attendantId,
    voidedBy: by,
    fuel: redemption.fuel,
    volumeMillilitres: redemption.volumeMillilitres,
    pesosCentavos: redemption.cost,
    returnedTo,
    redeemedAt: instant(redemption.redeemedAt),
    voidedAt: instant(at),
  };
  return { type: redemptionVoided.type, aggregateId: coupon.id, occurredAt: at, payload };
}
