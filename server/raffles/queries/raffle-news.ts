import "server-only";
import { and, eq, inArray, isNotNull, sql } from "drizzle-orm";

import type { ReadDb } from "@/db/client";
import { raffles } from "@/db/schema/raffles";
import { awards } from "@/db/schema/raffles-prizes";
import { asId, type Id } from "@/server/kernel/id";

type Reader = Pick<ReadDb, "select" | "selectDistinct">;

/** Names by id; ids no raffle has are left out. */
export async function raffleNames(
  db: Reader,
  ids: readonly Id<"raffle">[],
): Promise<ReadonlyMap<Id<"raffle">, string>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .select({ id: raffles.id, name: raffles.name })
    .from(raffles)
    .where(inArray(raffles.id, [...new Set(ids)]));
  return new Map(rows.map((row) => [asId("raffle", row.id), row.name]));
}

/** Whoever holds a winning place; alternates are told when they are promoted. */
export async function winnerIds(db: Reader, raffleId: Id<"raffle">): Promise<readonly Id<"user">[]> {
  const rows = await db
    .selectDistinct({ userId: awards.userId })
    .from(awards)
    .where(and(eq(awards.raffleId, raffleId), eq(awards.outcome, "WINNER")));
  return rows.map((row) => asId("user", row.userId));
}

/** Every place of a raffle that holds a prize and was not vacated. */
export async function prizesWon(db: Reader, raffleId: Id<"raffle">) {
  const rows = await db
    .select({
      awardId: awards.id,
      userId: awards.userId,
      prize: sql<string>`${raffles.prizes} -> ${awards.prizeIndex} ->> 'name'`,
    })
    .from(awards)
    .innerJoin(raffles, eq(raffles.id, awards.raffleId))
    .where(and(eq(awards.raffleId, raffleId), isNotNull(awards.prizeIndex), eq(awards.status, "UNCLAIMED")));
  return rows.map((row) => ({ ...row, awardId: asId("award", row.awardId), userId: asId("user", row.userId) }));
}
