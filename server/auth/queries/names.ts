import "server-only";
import { inArray } from "drizzle-orm";

import type { ReadDb } from "@/db/client";
import { users } from "@/db/schema/auth";
import type { Role } from "@/server/auth/domain/role";
import { asId, type Id } from "@/server/kernel/id";

export type PersonName = { readonly firstName: string; readonly lastName: string };

type Reader = Pick<ReadDb, "select">;

/** Names by id; ids nobody has are left out. */
export async function namesOf(
  db: Reader,
  ids: readonly Id<"user">[],
): Promise<ReadonlyMap<Id<"user">, PersonName>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .select({ id: users.id, firstName: users.firstName, lastName: users.lastName })
    .from(users)
    .where(inArray(users.id, [...new Set(ids)]));
  return new Map(rows.map(({ id, ...name }) => [asId("user", id), name]));
}

/** Whoever works for the product or a station may hold numbers, but not win (draw protocol, "ineligible"). */
const STAFF: Role[] = ["ATTENDANT", "STATION_MANAGER", "AUDITOR", "ADMIN"];

export async function staffIds(db: Reader): Promise<readonly Id<"user">[]> {
  const rows = await db.select({ id: users.id }).from(users).where(inArray(users.role, STAFF));
  return rows.map((row) => asId("user", row.id));
}
