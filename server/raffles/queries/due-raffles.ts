import "server-only";
import { sql } from "drizzle-orm";

import type { ReadDb } from "@/db/client";
import { commitments, raffles } from "@/db/schema/raffles";
import { asId } from "@/server/kernel/id";
import { databaseInstant } from "@/server/platform/database-time";

import { dueStep } from "../domain/raffle-status";
import type { RaffleStatus } from "../domain/raffle-words";
import type { DueRaffle } from "../ports";

const instantOrNull = (text: string | null): Date | null => (text === null ? null : databaseInstant(text));

type DueRow = {
  id: string;
  status: RaffleStatus;
  starts_at: string;
  closes_at: string;
  round_at: string | null;
  now: string;
};

/** Oldest first, so that a raffle that cannot move does not hide the others behind it. */
export async function dueRaffles(db: ReadDb): Promise<DueRaffle[]> {
  const rows = await db.execute<DueRow>(sql`
    select r.id, r.status, r.starts_at::text, r.closes_at::text, c.round_at::text, clock_timestamp()::text as now
    from ${raffles} r left join ${commitments} c on c.raffle_id = r.id
    where r.status in ('PUBLISHED', 'OPEN', 'FROZEN') order by r.closes_at, r.id`);
  return [...rows].flatMap((row) => {
    const progress = {
      status: row.status,
      startsAt: databaseInstant(row.starts_at),
      closesAt: databaseInstant(row.closes_at),
      roundAt: instantOrNull(row.round_at),
    };
    const step = dueStep(progress, databaseInstant(row.now));
    return step === null ? [] : [{ id: asId("raffle", row.id), step }];
  });
}
