import "server-only";
import { sql } from "drizzle-orm";

import type { ReadDb } from "@/db/client";
import { asId, type Id } from "@/server/kernel/id";
import { formatLitres, formatPesos } from "@/server/kernel/money";
import { instant } from "@/server/kernel/time";
import { databaseInstant } from "@/server/platform/database-time";
import { assignmentsOf } from "@/server/stations/contract";

import { redemptionsAt } from "./redemptions";

type ShiftRow = {
  id: string;
  opened_at: string;
  redemptions: number;
  voids: number;
  volume: string;
  cost: string;
};

/** Totals of the attendant's open shift at a station; voids in it lower what was dispensed and charged. */
async function openShift(db: ReadDb, attendantId: Id<"user">, stationId: Id<"station">) {
  const [row] = await db.execute<ShiftRow>(sql`
    with open_shift as (
      select id, opened_at from shifts
      where attendant_id = ${attendantId} and station_id = ${stationId} and closed_at is null),
    sold as (
      select count(*)::int as n, coalesce(sum(r.volume_millilitres), 0) as volume, coalesce(sum(r.cost_centavos), 0) as cost
      from open_shift s join redemptions r on r.shift_id = s.id and r.redeemed_at >= s.opened_at),
    undone as (
      select count(*)::int as n, coalesce(sum(r.volume_millilitres), 0) as volume, coalesce(sum(r.cost_centavos), 0) as cost
      from open_shift s
      join redemption_voids v on v.shift_id = s.id
      join redemption_keys k on k.redemption_id = v.redemption_id
      join redemptions r on r.id = k.redemption_id and r.redeemed_at = k.redeemed_at)
    select s.id, s.opened_at::text as opened_at, sold.n as redemptions, undone.n as voids,
           (sold.volume - undone.volume)::text as volume, (sold.cost - undone.cost)::text as cost
    from open_shift s, sold, undone`);
  if (!row) return null;
  return {
    id: asId("shift", row.id),
    openedAt: instant(databaseInstant(row.opened_at)),
    redemptions: row.redemptions,
    voids: row.voids,
    liters: formatLitres(Number(row.volume)),
    pesos: formatPesos(Number(row.cost)),
  };
}

const LAST_OPERATIONS = 10;

type ShiftAsk = { readonly attendantId: Id<"user">; readonly stationId?: Id<"station"> | undefined };

/** The attendant's screen: where they work now, their open shift, and the last operations at that station. */
export async function currentShift(db: ReadDb, { attendantId, stationId }: ShiftAsk) {
  const [clock] = await db.execute<{ now: string }>(sql`select clock_timestamp()::text as now`);
  const now = databaseInstant(clock?.now ?? "");
  const assignments = await assignmentsOf(db, attendantId);
  const stations = assignments
    .filter((assignment) => assignment.validFrom <= now)
    .map((assignment) => ({ id: assignment.stationId, name: assignment.stationName }));
  const station = (stationId === undefined ? stations[0] : stations.find((s) => s.id === stationId)) ?? null;
  const serverTime = instant(now);
  if (!station) return { serverTime, stations, station, shift: null, lastOperations: [] };
  const [shift, { redemptions }] = await Promise.all([
    openShift(db, attendantId, station.id),
    redemptionsAt(db, { stationIds: [station.id], limit: LAST_OPERATIONS }),
  ]);
  return { serverTime, stations, station, shift, lastOperations: redemptions };
}
