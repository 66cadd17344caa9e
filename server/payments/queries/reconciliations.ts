import "server-only";
import { sql } from "drizzle-orm";

import type { ReadDb } from "@/db/client";
import { asId } from "@/server/kernel/id";
import { formatPesos } from "@/server/kernel/money";
import { instant } from "@/server/kernel/time";
import { databaseInstant } from "@/server/platform/database-time";

type Row = {
  id: string;
  day: string;
  movements: number;
  entries: number;
  matched: number;
  differences: number;
  fees: string;
  ran_at: string;
};

/** The comparisons that were made, the newest first. */
export async function reconciliationsList(db: ReadDb, limit: number) {
  const rows = await db.execute<Row>(sql`
    select id, day::text as day, movements, entries, matched, differences, fees_centavos::text as fees, ran_at::text as ran_at
    from reconciliations order by ran_at desc, day desc, id desc limit ${limit}`);
  return [...rows].map(({ id, fees, ran_at, ...counts }) => ({
    ...counts,
    id: asId("row", id),
    fees: formatPesos(Number(fees)),
    ranAt: instant(databaseInstant(ran_at)),
  }));
}
