import "server-only";
import { and, asc, desc, eq, ne, sql } from "drizzle-orm";
import type { z } from "zod";

import type { ReadDb } from "@/db/client";
import { raffles } from "@/db/schema/raffles";
import { awards } from "@/db/schema/raffles-prizes";
import { namesOf } from "@/server/auth/contract";
import { asId, type Id } from "@/server/kernel/id";

import { maskedName } from "../domain/masked-name";
import type { Prize } from "../domain/raffle";
import type { winnersOutput } from "../schemas/raffle";

/** Places in order, with masked names: none before the draw; undefined where there is no such raffle. */
export async function winnersOfRaffle(
  db: ReadDb,
  id: Id<"raffle">,
): Promise<z.input<typeof winnersOutput> | undefined> {
  const [raffle] = await db
    .select({ prizes: sql<Prize[]>`${raffles.prizes}` })
    .from(raffles)
    .where(and(eq(raffles.id, id), ne(raffles.status, "DRAFT")));
  if (!raffle) return undefined;
  const rows = await db
    .select({
      outcome: awards.outcome,
      place: awards.place,
      prizeIndex: awards.prizeIndex,
      ticket: awards.ticket,
      userId: awards.userId,
    })
    .from(awards)
    .where(eq(awards.raffleId, id))
    .orderBy(desc(awards.outcome), asc(awards.place));
  const names = await namesOf(
    db,
    rows.map((row) => asId("user", row.userId)),
  );
  return {
    places: rows.map((row) => {
      const name = names.get(asId("user", row.userId));
      return {
        outcome: row.outcome === "WINNER" ? "WINNER" : "ALTERNATE",
        place: row.place,
        prize: row.prizeIndex === null ? null : (raffle.prizes[row.prizeIndex]?.name ?? null),
        ticketNumber: row.ticket,
        holder: name ? maskedName(name.firstName, name.lastName) : "—",
      };
    }),
  };
}
