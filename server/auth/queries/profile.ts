import "server-only";
import { eq } from "drizzle-orm";

import type { ReadDb } from "@/db/client";
import { users } from "@/db/schema/auth";
import { hasSecondFactor } from "@/server/auth/domain/account";
import type { Id } from "@/server/kernel/id";
import { instant } from "@/server/kernel/time";
import { assignmentsOf } from "@/server/stations/contract";

/** The person themself, with where they work; undefined where the account is gone. */
export async function profileOf(db: ReadDb, userId: Id<"user">) {
  const [row] = await db.select().from(users).where(eq(users.id, userId));
  if (!row) return undefined;
  const assignments = await assignmentsOf(db, userId);
  return {
    id: userId,
    email: row.email,
    phone: row.phone,
    firstName: row.firstName,
    lastName: row.lastName,
    role: row.role,
    emailVerified: row.emailVerifiedAt !== null,
    phoneVerified: row.phoneVerifiedAt !== null,
    hasSecondFactor: hasSecondFactor(row),
    locale: row.locale === "en" ? ("en" as const) : ("es-MX" as const),
    assignments: assignments.map((one) => ({
      stationId: one.stationId,
      stationName: one.stationName,
      validFrom: instant(one.validFrom),
      validTo: one.validTo && instant(one.validTo),
    })),
  };
}
