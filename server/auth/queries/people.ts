import "server-only";
import { and, count, desc, eq, ilike, inArray, lt, ne, or, type SQL, sql } from "drizzle-orm";

import type { ReadDb } from "@/db/client";
import { users } from "@/db/schema/auth";
import { hasSecondFactor, maskedEmail, maskedPhone } from "@/server/auth/domain/account";
import type { Role } from "@/server/auth/domain/role";
import { asId, type Id } from "@/server/kernel/id";
import { instant } from "@/server/kernel/time";

export type PeopleAsk = {
  readonly limit: number;
  readonly cursor?: Id<"user"> | undefined;
  /** Part of a name; of an address or number too, for those who may see these. */
  readonly q?: string | undefined;
  readonly role?: Role | undefined;
  /** An auditor reads everything except contact data, and cannot find people by it either. */
  readonly isMasked: boolean;
};

const contains = (text: string): string => `%${text.replace(/[\\%_]/g, "\\$&")}%`;

function matching({ q, role, isMasked }: PeopleAsk): SQL | undefined {
  const pattern = q === undefined || q === "" ? undefined : contains(q);
  const fullName = sql<string>`${users.firstName} || ' ' || ${users.lastName}`;
  const byContact = isMasked || !pattern ? [] : [ilike(users.email, pattern), ilike(users.phone, pattern)];
  return and(role && eq(users.role, role), pattern ? or(ilike(fullName, pattern), ...byContact) : undefined);
}

/** People, newest account first, and how many match in all. */
export async function people(db: ReadDb, ask: PeopleAsk) {
  const found = matching(ask);
  const [rows, [counted]] = await Promise.all([
    db
      .select()
      .from(users)
      .where(and(found, ask.cursor && lt(users.id, ask.cursor)))
      .orderBy(desc(users.id))
      .limit(ask.limit + 1),
    db.select({ total: count() }).from(users).where(found),
  ]);
  const page = rows.slice(0, ask.limit).map((row) => personOf(row, ask.isMasked));
  return {
    users: page,
    total: counted?.total ?? 0,
    nextCursor: rows.length > ask.limit ? (page.at(-1)?.id ?? null) : null,
  };
}

const personOf = (row: typeof users.$inferSelect, isMasked: boolean) => ({
  id: asId("user", row.id),
  email: isMasked ? maskedEmail(row.email) : row.email,
  phone: row.phone !== null && isMasked ? maskedPhone(row.phone) : row.phone,
  firstName: row.firstName,
  lastName: row.lastName,
  role: row.role,
  emailVerified: row.emailVerifiedAt !== null,
  phoneVerified: row.phoneVerifiedAt !== null,
  hasSecondFactor: hasSecondFactor(row),
  isActive: row.isActive,
  createdAt: instant(row.createdAt),
  lastLoginAt: row.lastLoginAt && instant(row.lastLoginAt),
});

export type PersonName = { readonly firstName: string; readonly lastName: string };

/** Names by id, for lists that show them masked. */
export async function namesOf(
  db: Pick<ReadDb, "select">,
  ids: readonly Id<"user">[],
): Promise<ReadonlyMap<Id<"user">, PersonName>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .select({ id: users.id, firstName: users.firstName, lastName: users.lastName })
    .from(users)
    .where(inArray(users.id, [...ids]));
  return new Map(rows.map(({ id, ...name }) => [asId("user", id), name]));
}

/** Everybody who works for the network or the operator: they hold no place in a draw. */
export async function staffIds(db: Pick<ReadDb, "select">): Promise<readonly Id<"user">[]> {
  const rows = await db.select({ id: users.id }).from(users).where(ne(users.role, "CUSTOMER"));
  return rows.map((row) => asId("user", row.id));
}
