import "server-only";
import { decideClose, type Shift, type ShiftSummary, totalsOf } from "@/server/coupons/domain/shift";
import { shiftClosed, type ShiftClosed } from "@/server/coupons/events";
import type { ShiftUnit } from "@/server/coupons/ports";
import type { Id } from "@/server/kernel/id";
import type { Refusal } from "@/server/kernel/refusal";
import { ok, type Result } from "@/server/kernel/result";
import type { Ctx, UserActor } from "@/server/platform/ctx";

export type ClosedShift = Shift & { readonly closedAt: Date; readonly summary: ShiftSummary };

/**
 * Ends the caller's own shift with what it came to. The lock waits for redemptions under way in it; whatever comes after
 * finds no open shift and begins another, so that each redemption belongs to exactly one.
 */
export const closeShift = (ctx: Ctx<ShiftUnit, UserActor>, id: Id<"shift">): Promise<Result<ClosedShift, Refusal>> =>
  ctx.transact(async (unit) => {
    const decided = decideClose(await unit.shifts.lock(id), ctx.actor.id);
    if (!decided.ok) return decided;
    const shift = decided.value;
    const at = await unit.clock.read();
    const summary = await unit.shifts.count(shift, at);
    await unit.shifts.close(id, { at, summary });
    const { attendantId, stationId } = shift;
    const payload: ShiftClosed = { shiftId: id, attendantId, stationId, ...totalsOf(summary) };
    await unit.events.append([{ type: shiftClosed.type, aggregateId: id, occurredAt: at, payload }]);
    return ok({ ...shift, closedAt: at, summary });
  });
