import "server-only";
import { sql } from "drizzle-orm";
import type { z } from "zod";

import type { ReadDb } from "@/db/client";
import { asId, type Id } from "@/server/kernel/id";
import { formatPesos } from "@/server/kernel/money";
import { stationsById } from "@/server/stations/contract";

import type { reportOutput } from "../schemas/campaign";

type Row = { day: string; station_id: string; started: number; watched: number; clicked: number; spent: string };

type Counts = Omit<z.input<typeof reportOutput>["rows"][number], "day" | "stationId" | "stationName">;

const countsOf = (row: { started: number; watched: number; clicked: number }, spent: number): Counts => ({
  started: row.started,
  views: row.watched,
  clicks: row.clicked,
  spent: formatPesos(spent),
});

/** Views, clicks and spend by day of Mexico City and station: counts only, nobody who watched can be told from them. */
export async function campaignReport(db: ReadDb, id: Id<"campaign">): Promise<z.input<typeof reportOutput>> {
  const found = await db.execute<Row>(sql`
    select day::text, station_id, count(*)::int as started, count(*) filter (where status = 'WATCHED')::int as watched,
           count(clicked_at)::int as clicked, coalesce(sum(price_centavos) filter (where status = 'WATCHED'), 0) as spent
    from ad_sessions where campaign_id = ${id} group by day, station_id order by day desc, station_id limit 1000`);
  const rows = [...found];
  const names = await stationsById(
    db,
    rows.map((row) => asId("station", row.station_id)),
  );
  const sum = (of: (row: Row) => number): number => rows.reduce((total, row) => total + of(row), 0);
  const whole = { started: sum((r) => r.started), watched: sum((r) => r.watched), clicked: sum((r) => r.clicked) };
  return {
    rows: rows.map((row) => {
      const stationId = asId("station", row.station_id);
      const stationName = names.get(stationId)?.name ?? "";
      return { day: row.day, stationId, stationName, ...countsOf(row, Number(row.spent)) };
    }),
    total: countsOf(
      whole,
      sum((row) => Number(row.spent)),
    ),
  };
}
