import "server-only";
import { sql } from "drizzle-orm";

import type { ReadDb } from "@/db/client";
import { databaseInstant } from "@/server/platform/database-time";

import type { PriceAsk } from "./station-facts";

/** Since when the price of that instant has been in force; undefined where there was none. */
export async function priceSinceOf(
  db: Pick<ReadDb, "execute">,
  { stationId, fuel, at }: PriceAsk,
): Promise<Date | undefined> {
  const [row] = await db.execute<{ since: string }>(sql`
    select lower(valid)::text as since from price_periods
    where station_id = ${stationId} and fuel = ${fuel} and valid @> ${at.toISOString()}::timestamptz`);
  return row && databaseInstant(row.since);
}
