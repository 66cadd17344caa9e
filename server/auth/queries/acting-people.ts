import "server-only";
import { sql } from "drizzle-orm";

import type { ReadDb } from "@/db/client";
import type { Role } from "@/server/auth/domain/role";
import { asId, type Id } from "@/server/kernel/id";

export type RoleAsk = { readonly role: Role; readonly userIds: readonly Id<"user">[] };
export type ActingPerson = { readonly id: Id<"user">; readonly firstName: string; readonly lastName: string };

/** Those of the people whose account is open and whose role, as it is now, is this one; in the order of their names. */
export async function actingPeople(
  db: Pick<ReadDb, "execute">,
  { role, userIds }: RoleAsk,
): Promise<readonly ActingPerson[]> {
  if (userIds.length === 0) return [];
  const rows = await db.execute<{ id: string; first_name: string; last_name: string }>(sql`
    select id, first_name, last_name from users
    where id = any(${sql.param([...new Set(userIds)])}::uuid[]) and is_active and role::text = ${role}
    order by first_name, last_name, id`);
  return [...rows].map((row) => ({ id: asId("user", row.id), firstName: row.first_name, lastName: row.last_name }));
}

/** Whether the account is open and its role is one that can be assigned to stations. */
export async function worksAtStations(db: Pick<ReadDb, "execute">, userId: Id<"user">): Promise<boolean> {
  const rows = await db.execute(sql`
    select from users where id = ${userId} and is_active and role::text in ('ATTENDANT', 'STATION_MANAGER')`);
  return rows.length > 0;
}
