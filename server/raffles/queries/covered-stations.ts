import "server-only";
import { sql } from "drizzle-orm";

import type { ReadDb } from "@/db/client";
import { asId, type Id } from "@/server/kernel/id";

/** Those of the stations that at least one raffle covers whose `[opensAt, closesAt)` holds the instant. */
export async function coveredStations(
  db: Pick<ReadDb, "execute">,
  stationIds: readonly Id<"station">[],
  at: Date,
): Promise<ReadonlySet<Id<"station">>> {
  if (stationIds.length === 0) return new Set();
  const instant = at.toISOString();
  const rows = await db.execute<{ id: string }>(sql`
    select s.id from unnest(${sql.param([...new Set(stationIds)])}::uuid[]) as s(id)
    where exists (select from raffles r
      where r.opens_at <= ${instant}::timestamptz and ${instant}::timestamptz < r.closes_at and r.status <> 'CANCELLED'
        and (r.station_ids is null or s.id = any(r.station_ids)))`);
  return new Set([...rows].map((row) => asId("station", row.id)));
}
