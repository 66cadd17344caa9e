import "server-only";
import { sql } from "drizzle-orm";

import type { ReadDb } from "@/db/client";
import { namesOf } from "@/server/auth/contract";
import { asId, type Id } from "@/server/kernel/id";
import { instant } from "@/server/kernel/time";
import { databaseInstant } from "@/server/platform/database-time";

type Row = { id: string; user_id: string; valid_from: string; valid_to: string | null };

/** Everybody who works or worked at a station, those who still do first. */
export async function stationStaff(db: ReadDb, stationId: Id<"station">) {
  const rows = [
    ...(await db.execute<Row>(sql`
      select id, user_id, lower(valid)::text as valid_from, case when upper_inf(valid) then null else upper(valid)::text end as valid_to
      from assignments where station_id = ${stationId} and not isempty(valid)
      order by upper(valid) desc nulls first, lower(valid) desc, id limit 100`)),
  ];
  const names = await namesOf(db, [...new Set(rows.map((row) => asId("user", row.user_id)))]);
  return rows.map((row) => {
    const userId = asId("user", row.user_id);
    const name = names.get(userId);
    return {
      id: asId("row", row.id),
      userId,
      name: name ? `${name.firstName} ${name.lastName}` : null,
      validFrom: instant(databaseInstant(row.valid_from)),
      validTo: row.valid_to === null ? null : instant(databaseInstant(row.valid_to)),
    };
  });
}
