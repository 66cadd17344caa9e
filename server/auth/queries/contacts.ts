import "server-only";
import { and, eq, inArray, isNotNull } from "drizzle-orm";

import type { ReadDb } from "@/db/client";
import { users } from "@/db/schema/auth";
import { isVerified } from "@/server/auth/domain/account";
import { asId, type Id } from "@/server/kernel/id";

export type Contact = {
  readonly userId: Id<"user">;
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly locale: "es-MX" | "en";
  readonly isActive: boolean;
  /** E-mail or phone is proved. */
  readonly isVerified: boolean;
};

/** The phone a person has proved to hold, E.164. */
export async function provedPhoneOf(db: Pick<ReadDb, "select">, id: Id<"user">): Promise<string | undefined> {
  const [row] = await db
    .select({ phone: users.phone })
    .from(users)
    .where(and(eq(users.id, id), isNotNull(users.phoneVerifiedAt)));
  return row?.phone ?? undefined;
}

/** How to reach people; ids nobody has are left out. Works on the pool and inside a transaction. */
export async function contactsById(
  db: Pick<ReadDb, "select">,
  ids: readonly Id<"user">[],
): Promise<ReadonlyMap<Id<"user">, Contact>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .select()
    .from(users)
    .where(inArray(users.id, [...new Set(ids)]));
  return new Map(
    rows.map((row) => {
      const userId = asId("user", row.id);
      const { email, firstName, lastName, isActive } = row;
      const locale = row.locale === "en" ? "en" : "es-MX";
      return [userId, { userId, email, firstName, lastName, locale, isActive, isVerified: isVerified(row) }];
    }),
  );
}
