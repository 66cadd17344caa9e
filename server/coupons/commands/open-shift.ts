import "server-only";
import { whileShiftsMove } from "@/server/coupons/domain/shift";
import { shiftOpened, type ShiftOpened } from "@/server/coupons/events";
import type { ShiftUnit } from "@/server/coupons/ports";
import type { Id } from "@/server/kernel/id";
import type { Refusal } from "@/server/kernel/refusal";
import { ok, refuse, type Result } from "@/server/kernel/result";
import type { Ctx, UserActor } from "@/server/platform/ctx";

/** Begins to work at a station; the one that is open already is answered again. Refuses `ACCESS_DENIED` without an assignment. */
export const openShift = (
  ctx: Ctx<ShiftUnit, UserActor>,
  stationId: Id<"station">,
): Promise<Result<Id<"shift">, Refusal>> => whileShiftsMove(() => openOnce(ctx, stationId));

const openOnce = (ctx: Ctx<ShiftUnit, UserActor>, stationId: Id<"station">): Promise<Result<Id<"shift">, Refusal>> =>
  ctx.transact(async (unit) => {
    const at = await unit.clock.read();
    const { id: attendantId, sessionId } = ctx.actor;
    const ask = { attendantId, sessionId, stationId, pumpNumber: 0, fuel: "REGULAR" } as const;
    const [facts] = await unit.redemptionFacts([ask], at);
    if (!facts?.isPermitted) return refuse({ kind: "UNAUTHORIZED" });
    if (!facts.isAssigned) return refuse({ kind: "ACCESS_DENIED" });
    const { id, isNew } = await unit.shifts.open({ attendantId, stationId, at }, ctx.newId);
    const payload: ShiftOpened = { shiftId: id, attendantId, stationId };
    if (isNew) await unit.events.append([{ type: shiftOpened.type, aggregateId: id, occurredAt: at, payload }]);
    return ok(id);
  });
