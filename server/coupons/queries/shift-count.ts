import "server-only";
import { sql } from "drizzle-orm";

import type { ReadDb } from "@/db/client";
import type { Shift, ShiftSummary } from "@/server/coupons/domain/shift";
import type { Fuel } from "@/server/kernel/fuel";
import { instant } from "@/server/kernel/time";
import { databaseInstant } from "@/server/platform/database-time";

type Db = Pick<ReadDb, "execute">;
type FuelRow = { fuel: Fuel; redemptions: number; volume: string; cost: string };
type UndoneRow = FuelRow & { reference: string; reason: string; voided_at: string; is_by_manager: boolean };

/** What belongs to a shift, counted from the rows themselves: for one that is open, and for the lock that closes it. */
export async function countShift(db: Db, shift: Shift, until: Date): Promise<ShiftSummary> {
  const [fuels, undone, refusals] = [
    await fuelsOf(db, shift),
    await undoneIn(db, shift),
    await refusedIn(db, shift, until),
  ];
  return {
    byFuel: fuels.map(({ fuel, redemptions, volume, cost }) => ({
      ...{ fuel, redemptions, volumeMillilitres: Number(volume), pesosCentavos: Number(cost) },
    })),
    undone: undone.map((row) => ({
      ...{ reference: row.reference, fuel: row.fuel, volumeMillilitres: Number(row.volume) },
      ...{ pesosCentavos: Number(row.cost), reason: row.reason, isByManager: row.is_by_manager },
      voidedAt: instant(databaseInstant(row.voided_at)),
    })),
    refusals,
  };
}

async function fuelsOf(db: Db, { id, attendantId, openedAt }: Shift): Promise<FuelRow[]> {
  const rows = await db.execute<FuelRow>(sql`
    select r.fuel, count(*)::int as redemptions, sum(r.volume_millilitres)::text as volume, sum(r.cost_centavos)::text as cost
    from redemptions r
    where r.shift_id = ${id} and r.attendant_id = ${attendantId} and r.redeemed_at >= ${openedAt.toISOString()}::timestamptz
    group by r.fuel order by r.fuel`);
  return [...rows];
}

async function undoneIn(db: Db, { id, openedAt }: Shift): Promise<UndoneRow[]> {
  const rows = await db.execute<UndoneRow>(sql`
    select r.reference, r.fuel, 1 as redemptions, r.volume_millilitres::text as volume, r.cost_centavos::text as cost,
           v.reason, v.voided_at::text as voided_at, v.voided_by <> r.attendant_id as is_by_manager
    from redemption_voids v
    join redemption_keys k on k.redemption_id = v.redemption_id
    join redemptions r on r.id = k.redemption_id and r.redeemed_at = k.redeemed_at
    where v.shift_id = ${id} and v.voided_at >= ${openedAt.toISOString()}::timestamptz
    order by v.voided_at, v.redemption_id`);
  return [...rows];
}

async function refusedIn(db: Db, { attendantId, stationId, openedAt }: Shift, until: Date) {
  const rows = await db.execute<{ outcome: string; count: number }>(sql`
    select outcome, count(*)::int as count from validation_attempts
    where actor_id = ${attendantId} and outcome <> 'VALID' and (station_id = ${stationId} or station_id is null)
      and at >= ${openedAt.toISOString()}::timestamptz and at < ${until.toISOString()}::timestamptz
    group by outcome order by outcome`);
  return [...rows];
}
