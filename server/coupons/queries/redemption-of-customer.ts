import "server-only";
import { sql } from "drizzle-orm";

import type { ReadDb } from "@/db/client";
import { asId, type Id } from "@/server/kernel/id";
import { databaseInstant } from "@/server/platform/database-time";

type CustomerAsk = { readonly userId: Id<"user">; readonly id: Id<"redemption"> };

/** Where and when a customer redeemed, and whether it was voided since; undefined where the redemption is not theirs. */
export async function redemptionOfCustomer(db: Pick<ReadDb, "execute">, { userId, id }: CustomerAsk) {
  const [row] = await db.execute<{ station_id: string; redeemed_at: string; is_voided: boolean }>(sql`
    select r.station_id, r.redeemed_at::text as redeemed_at,
           exists (select from redemption_voids v where v.redemption_id = r.id) as is_voided
    from redemption_keys k join redemptions r on r.id = k.redemption_id and r.redeemed_at = k.redeemed_at
    where k.redemption_id = ${id} and r.user_id = ${userId}`);
  return (
    row && {
      stationId: asId("station", row.station_id),
      redeemedAt: databaseInstant(row.redeemed_at),
      isVoided: row.is_voided,
    }
  );
}
