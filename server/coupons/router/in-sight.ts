import "server-only";
import type { ApiCtx } from "@/server/container";
import type { Id } from "@/server/kernel/id";
import type { UserActor } from "@/server/platform/ctx";
import { orNotFound } from "@/server/platform/refused";
import { assignmentsOf } from "@/server/stations/contract";

/** Auditors and admins see every station (null), everybody else those they work at now. */
export async function stationsInSight(
  ctx: ApiCtx<UserActor>,
  stationId?: Id<"station">,
): Promise<readonly Id<"station">[] | null> {
  const { id, role } = ctx.actor;
  if (role === "AUDITOR" || role === "ADMIN") return stationId === undefined ? null : [stationId];
  const own = (await assignmentsOf(ctx.db, id)).filter((a) => a.validFrom <= ctx.now()).map((a) => a.stationId);
  return stationId === undefined ? own : [orNotFound(own.find((station) => station === stationId))];
}
