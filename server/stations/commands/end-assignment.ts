import "server-only";
import type { Id } from "@/server/kernel/id";
import type { Refusal } from "@/server/kernel/refusal";
import { ok, refuse, type Result } from "@/server/kernel/result";
import type { Ctx, UserActor } from "@/server/platform/ctx";
import { type StaffUnassigned, staffUnassigned } from "@/server/stations/events";
import type { StationsUnit } from "@/server/stations/ports";

export type EndAsk = { readonly stationId: Id<"station">; readonly assignmentId: Id<"row"> };

/** From this instant the person acts there no more: redemptions read assignments in their own transaction. */
export function endAssignment(
  ctx: Ctx<StationsUnit, UserActor>,
  { stationId, assignmentId }: EndAsk,
): Promise<Result<{ id: Id<"row"> }, Refusal>> {
  return ctx.transact(async ({ stations, staff, events, clock }) => {
    if (!(await stations.lock(stationId))) return refuse({ kind: "NOT_FOUND" });
    const now = await clock.read();
    const ended = await staff.end(assignmentId, stationId, now);
    if (!ended) return refuse({ kind: "NOT_FOUND" });
    const payload: StaffUnassigned = { assignmentId, stationId, userId: ended.userId };
    await events.append([{ type: staffUnassigned.type, aggregateId: stationId, occurredAt: now, payload }]);
    return ok({ id: assignmentId });
  });
}
