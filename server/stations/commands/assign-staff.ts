import "server-only";
import type { Id } from "@/server/kernel/id";
import type { Refusal } from "@/server/kernel/refusal";
import { ok, refuse, type Result } from "@/server/kernel/result";
import type { Ctx, UserActor } from "@/server/platform/ctx";
import { type StaffAssigned, staffAssigned } from "@/server/stations/events";
import type { StationsUnit } from "@/server/stations/ports";

export type AssignAsk = { readonly stationId: Id<"station">; readonly userId: Id<"user"> };

/**
 * An admin lets a manager or an attendant work at a station from now on. `STATE_CONFLICT`: they do already;
 * `VALIDATION_ERROR`: the person has no role that works at stations.
 */
export function assignStaff(
  ctx: Ctx<StationsUnit, UserActor>,
  { stationId, userId }: AssignAsk,
): Promise<Result<{ id: Id<"row"> }, Refusal>> {
  return ctx.transact(async ({ stations, staff, canWork, events, clock }) => {
    if (!(await stations.lock(stationId))) return refuse({ kind: "NOT_FOUND" });
    if (!(await canWork(userId)))
      return refuse({ kind: "VALIDATION_ERROR", details: [{ path: "userId", message: "works at no station" }] });
    const now = await clock.read();
    if (await staff.worksAt(userId, stationId, now)) return refuse({ kind: "STATE_CONFLICT" });
    const id = ctx.newId("row");
    await staff.assign({ id, stationId, userId, from: now });
    const payload: StaffAssigned = { assignmentId: id, stationId, userId };
    await events.append([{ type: staffAssigned.type, aggregateId: stationId, occurredAt: now, payload }]);
    return ok({ id });
  });
}
