import "server-only";
import { sql } from "drizzle-orm";

import type { ReadDb } from "@/db/client";
import { asId, type Id } from "@/server/kernel/id";

export type NetworkStation = { readonly id: Id<"station">; readonly name: string; readonly state: string | null };

/** The stations that take coupons, by name. */
export async function networkStationsOf(db: Pick<ReadDb, "execute">): Promise<NetworkStation[]> {
  const rows = await db.execute<{ id: string; name: string; state: string | null }>(sql`
    select id, name, state from stations
    where accepts_coupons and status = 'ACTIVE' and permit_kind = 'RETAIL' order by name, id limit 500`);
  return [...rows].map(({ id, ...station }) => ({ id: asId("station", id), ...station }));
}
