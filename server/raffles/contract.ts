import "server-only";
import type { ReadDb } from "@/db/client";
import type { Id } from "@/server/kernel/id";

import { coveredStations } from "./queries/covered-stations";

export { prizesWon, raffleNames, winnerIds } from "./queries/raffle-news";
export { type Earned, type TicketReason, ticketsEarned } from "./domain/tickets";

/** Where a redemption earns at that instant: stations that an open raffle covers, read in the caller's transaction. */
export const stationsWithRaffle = (
  db: Pick<ReadDb, "execute">,
  stationIds: readonly Id<"station">[],
  at: Date,
): Promise<ReadonlySet<Id<"station">>> => coveredStations(db, stationIds, at);
