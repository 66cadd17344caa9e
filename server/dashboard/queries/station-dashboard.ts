import "server-only";
import { sql } from "drizzle-orm";

import type { ReadDb } from "@/db/client";
import { asId, type Id } from "@/server/kernel/id";
import { formatPesos } from "@/server/kernel/money";
import { instant } from "@/server/kernel/time";
import { databaseInstant } from "@/server/platform/database-time";

import { averageOf, type FuelRow, litersByFuel } from "./fuel-litres";

export type StationDashboardAsk = {
  readonly id: Id<"station">;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
};

type StationRow = { name: string; time_zone: string; from: string; to: string };

/** Without bounds: the station's local day so far. */
async function stationOf(db: ReadDb, { id, from, to }: StationDashboardAsk): Promise<StationRow | undefined> {
  const [row] = await db.execute<StationRow>(sql`
    select name, time_zone,
           coalesce(${from ?? null}::timestamptz, date_trunc('day', now() at time zone time_zone) at time zone time_zone)::text as "from",
           coalesce(${to ?? null}::timestamptz, now())::text as "to"
    from stations where id = ${id}`);
  return row;
}

const sales = (id: Id<"station">, { from, to }: StationRow) => sql`
  select r.*, v.redemption_id is not null as is_void
  from redemptions r left join redemption_voids v on v.redemption_id = r.id
  where r.station_id = ${id} and r.redeemed_at >= ${from}::timestamptz and r.redeemed_at < ${to}::timestamptz`;

type Totals = { redemptions: number; voids: number; revenue: string };
type HourRow = { hour: number; redemptions: number; revenue: string };
type AttendantRow = { attendant_id: string; name: string; redemptions: number; voids: number; revenue: string };

const attendantsOf = (db: ReadDb, id: Id<"station">, station: StationRow) =>
  db.execute<AttendantRow>(sql`
    select s.attendant_id, u.first_name || ' ' || left(u.last_name, 1) || '.' as name, count(*)::int as redemptions,
           count(*) filter (where s.is_void)::int as voids,
           coalesce(sum(s.cost_centavos) filter (where not s.is_void), 0)::text as revenue
    from (${sales(id, station)}) s join users u on u.id = s.attendant_id
    group by s.attendant_id, u.first_name, u.last_name order by count(*) desc, s.attendant_id limit 100`);

const totalsOf = (db: ReadDb, id: Id<"station">, station: StationRow) =>
  db.execute<Totals>(sql`
    select count(*)::int as redemptions, count(*) filter (where s.is_void)::int as voids,
           coalesce(sum(s.cost_centavos) filter (where not s.is_void), 0)::text as revenue
    from (${sales(id, station)}) s`);

const fuelsOf = (db: ReadDb, id: Id<"station">, station: StationRow) =>
  db.execute<FuelRow>(sql`
    select s.fuel, sum(s.volume_millilitres)::text as volume from (${sales(id, station)}) s
    where not s.is_void group by s.fuel`);

/** By the hour of the station's own clock. */
const hoursOf = (db: ReadDb, id: Id<"station">, station: StationRow) =>
  db.execute<HourRow>(sql`
    select extract(hour from s.redeemed_at at time zone ${station.time_zone})::int as hour, count(*)::int as redemptions,
           coalesce(sum(s.cost_centavos) filter (where not s.is_void), 0)::text as revenue
    from (${sales(id, station)}) s group by 1 order by 1`);

const attendantOf = (row: AttendantRow) => ({
  attendantId: asId("user", row.attendant_id),
  name: row.name,
  redemptions: row.redemptions,
  revenue: formatPesos(Number(row.revenue)),
  voids: row.voids,
});

/** What one station dispensed between two instants; counts include voided ones, litres and revenue do not. */
export async function stationDashboardOf(db: ReadDb, ask: StationDashboardAsk) {
  const { id } = ask;
  const station = await stationOf(db, ask);
  if (!station) return undefined;
  const [[totals], fuels, hours, attendants] = await Promise.all([
    totalsOf(db, id, station),
    fuelsOf(db, id, station),
    hoursOf(db, id, station),
    attendantsOf(db, id, station),
  ]);
  const { redemptions = 0, voids = 0, revenue = "0" } = totals ?? {};
  return {
    stationId: id,
    stationName: station.name,
    timeZone: station.time_zone,
    from: instant(databaseInstant(station.from)),
    to: instant(databaseInstant(station.to)),
    totalRedemptions: redemptions,
    totalRevenue: formatPesos(Number(revenue)),
    litersByFuel: litersByFuel(fuels),
    averageRedemption: formatPesos(averageOf(Number(revenue), redemptions - voids)),
    hourly: [...hours].map((row) => ({ ...row, revenue: formatPesos(Number(row.revenue)) })),
    attendants: [...attendants].map(attendantOf),
    voids,
  };
}
