import "server-only";
import type { ReadDb } from "@/db/client";
import type { Id } from "@/server/kernel/id";

import { type ActingAsk, actingSessions } from "./queries/acting-sessions";

export type { ActingAsk };

/**
 * Which of these sessions still may, read in the caller's transaction: money never trusts a token alone (domain words,
 * "Limits of access").
 */
export const sessionsThatMay = (db: Pick<ReadDb, "execute">, ask: ActingAsk): Promise<ReadonlySet<Id<"session">>> =>
  actingSessions(db, ask);
