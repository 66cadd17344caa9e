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

/** The sessions that are live at the instant and whose active owner's role, as it is now, has the permission. */
export async function actingSessions(
  db: Pick<ReadDb, "execute">,
  { permission, sessionIds, at }: ActingAsk,
): Promise<ReadonlySet<Id<"session">>> {
  if (sessionIds.length === 0) return new Set();
  const rows = await db.execute<{ id: string }>(sql`
    select s.id from user_sessions s join users u on u.id = s.user_id
    where s.id = any(${sql.param([...new Set(sessionIds)])}::uuid[]) and s.revoked_at is null
      and s.expires_at > ${at.toISOString()}::timestamptz and u.is_active
      and u.role::text = any(${sql.param([...rolesOf(permission)])}::text[])`);
  return new Set([...rows].map((row) => asId("session", row.id)));
}
