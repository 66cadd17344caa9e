import "server-only";
import { sql } from "drizzle-orm";

import type { ReadDb } from "@/db/client";
import type { Fuel } from "@/server/kernel/fuel";
import { asId, type Id } from "@/server/kernel/id";
import { databaseInstant } from "@/server/platform/database-time";

/** What another context may build on a redemption. */
export type RedemptionBehind = {
  readonly id: Id<"redemption">;
  readonly userId: Id<"user">;
  readonly stationId: Id<"station">;
  readonly fuel: Fuel;
  readonly redeemedAt: Date;
  /** By the rule, before any cap. */
  readonly ticketsEarned: number;
  readonly isVoided: boolean;
};

type Row = {
  user_id: string;
  station_id: string;
  fuel: Fuel;
  redeemed_at: string;
  tickets_earned: number;
  is_voided: boolean;
};

export async function redemptionBehindOf(
  db: Pick<ReadDb, "execute">,
  id: Id<"redemption">,
): Promise<RedemptionBehind | undefined> {
  const [row] = await db.execute<Row>(sql`
    select r.user_id, r.station_id, r.fuel, r.redeemed_at::text as redeemed_at, r.tickets_earned,
           v.redemption_id is not null as is_voided
    from redemption_keys k join redemptions r on r.id = k.redemption_id and r.redeemed_at = k.redeemed_at
    left join redemption_voids v on v.redemption_id = r.id
    where k.redemption_id = ${id}`);
  return (
    row && {
      id,
      userId: asId("user", row.user_id),
      stationId: asId("station", row.station_id),
      fuel: row.fuel,
      redeemedAt: databaseInstant(row.redeemed_at),
      ticketsEarned: row.tickets_earned,
      isVoided: row.is_voided,
    }
  );
}
