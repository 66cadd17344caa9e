import "server-only";
import { sql } from "drizzle-orm";

import type { ReadDb } from "@/db/client";
import { type Permission, policy } from "@/server/auth/domain/policy";
import { ROLES } from "@/server/auth/domain/role";
import { asId, type Id } from "@/server/kernel/id";

export type ActingAsk = {
  readonly permission: Permission;
  readonly sessionIds: readonly Id<"session">[];
  readonly at: Date;
};

const rolesOf = (permission: Permission): readonly string[] => {
  const allowed = policy[permission];
  return typeof allowed === "string" ? ROLES : allowed;
};

/** The paired device a session was opened on, and where it stands; undefined for a session of one's own. */
export type ActingDevice = { readonly id: Id<"stationDevice">; readonly stationId: Id<"station"> } | undefined;

/** The sessions that are live at the instant and whose active owner's role, as it is now, has the permission; of a paired device only while it is one. */
export async function actingSessions(
  db: Pick<ReadDb, "execute">,
  { permission, sessionIds, at }: ActingAsk,
): Promise<ReadonlyMap<Id<"session">, ActingDevice>> {
  if (sessionIds.length === 0) return new Map();
  const rows = await db.execute<{ id: string; device_id: string | null; station_id: string | null }>(sql`
    select s.id, d.id as device_id, d.station_id from user_sessions s join users u on u.id = s.user_id
      left join station_devices d on d.id = s.station_device_id
    where s.id = any(${sql.param([...new Set(sessionIds)])}::uuid[]) and s.revoked_at is null
      and d.revoked_at is null
      and s.expires_at > ${at.toISOString()}::timestamptz and u.is_active
      and u.role::text = any(${sql.param([...rolesOf(permission)])}::text[])`);
  return new Map(
    [...rows].map(({ id, device_id: device, station_id: station }) => [
      asId("session", id),
      device && station ? { id: asId("stationDevice", device), stationId: asId("station", station) } : undefined,
    ]),
  );
}
