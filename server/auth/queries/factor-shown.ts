import "server-only";
import { eq } from "drizzle-orm";

import type { ReadDb } from "@/db/client";
import { userSessions } from "@/db/schema/auth";
import type { Id } from "@/server/kernel/id";

/** When the session last showed a second factor, as it is now; undefined if never. */
export async function factorShownAt(db: Pick<ReadDb, "select">, sessionId: Id<"session">): Promise<Date | undefined> {
  const [row] = await db.select({ mfaAt: userSessions.mfaAt }).from(userSessions).where(eq(userSessions.id, sessionId));
  return row?.mfaAt ?? undefined;
}
