import "server-only";
import { and, desc, eq, gt, isNull, lt } from "drizzle-orm";

import type { ReadDb } from "@/db/client";
import { userSessions } from "@/db/schema/auth";
import { asId, type Id } from "@/server/kernel/id";
import { instant } from "@/server/kernel/time";
import type { UserActor } from "@/server/platform/ctx";

type Page = { readonly limit: number; readonly cursor?: Id<"session"> | undefined; readonly now: Date };

/** Where the person is signed in, newest first. */
export async function ownSessions(db: ReadDb, actor: UserActor, { limit, cursor, now }: Page) {
  const { id, userId, revokedAt, expiresAt } = userSessions;
  const rows = await db
    .select()
    .from(userSessions)
    .where(and(eq(userId, actor.id), isNull(revokedAt), gt(expiresAt, now), cursor && lt(id, cursor)))
    .orderBy(desc(id))
    .limit(limit + 1);
  const sessions = rows.slice(0, limit).map((row) => ({
    id: asId("session", row.id),
    deviceLabel: row.deviceLabel,
    createdAt: instant(row.createdAt),
    lastUsedAt: instant(row.rotatedAt ?? row.createdAt),
    expiresAt: instant(row.expiresAt),
    withSecondFactor: row.mfaAt !== null,
    isCurrent: row.id === actor.sessionId,
  }));
  return { sessions, nextCursor: rows.length > limit ? (sessions.at(-1)?.id ?? null) : null };
}
