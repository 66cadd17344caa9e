import "server-only";
import { sql } from "drizzle-orm";

import type { ReadDb } from "@/db/client";
import type { Fuel } from "@/server/kernel/fuel";
import { asId, type Id } from "@/server/kernel/id";
import { tenthMilli, type TenthMilli } from "@/server/kernel/money";
import { databaseInstant } from "@/server/platform/database-time";
import { type DayHours, isOpenAt } from "@/server/stations/domain/opening-hours";
import type { StationStatus } from "@/server/stations/domain/station";
import type { FactsAsk, StaffAssignment, StationFacts } from "@/server/stations/domain/station-facts";

/** Reads run in the caller's transaction as well as on the pool. */
export type Reader = Pick<ReadDb, "execute">;

type Row = {
  n: number;
  id: string | null;
  name: string;
  status: StationStatus;
  accepts_coupons: boolean;
  time_zone: string;
  latitude: number;
  longitude: number;
  is_open_all_day: boolean;
  hours: DayHours[] | null;
  pump_fuels: Fuel[] | null;
  price: number | null;
  is_assigned: boolean;
};

const nothing: StationFacts = {
  station: undefined,
  isOpen: undefined,
  pumpFuels: undefined,
  price: undefined,
  isAssigned: false,
};

/** One statement for the whole batch; answers in the order of the asks. */
export async function stationFactsAt(db: Reader, asks: readonly FactsAsk[], at: Date): Promise<StationFacts[]> {
  if (asks.length === 0) return [];
  const wanted = asks.map((ask, n) => ({ ...ask, n }));
  const instant = at.toISOString();
  const rows = await db.execute<Row>(sql`
    select a.n, s.id, s.name, s.status, s.accepts_coupons, s.time_zone, st_y(s.location) as latitude,
           st_x(s.location) as longitude, s.is_open_all_day,
           (select jsonb_agg(jsonb_build_object('weekday', h.weekday, 'opensAt', to_char(h.opens_at, 'HH24:MI'),
                                                'closesAt', to_char(h.closes_at, 'HH24:MI')))
              from station_hours h where h.station_id = s.id and not s.is_open_all_day) as hours,
           (select to_jsonb(p.fuels) from pumps p where p.station_id = s.id and p.number = a."pumpNumber") as pump_fuels,
           (select p.price_tenth_milli from price_periods p
             where p.station_id = s.id and p.fuel = a.fuel and p.valid @> ${instant}::timestamptz) as price,
           exists (select from assignments g where g.user_id = a."attendantId" and g.station_id = s.id
                      and g.valid @> ${instant}::timestamptz) as is_assigned
    from jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb)
      as a(n int, "stationId" uuid, "pumpNumber" int, fuel fuel, "attendantId" uuid)
    left join stations s on s.id = a."stationId"`);
  const facts = asks.map(() => nothing);
  for (const row of rows) facts[row.n] = row.id === null ? nothing : factsOf(row, row.id, at);
  return facts;
}

const factsOf = (row: Row, id: string, at: Date): StationFacts => ({
  station: {
    id: asId("station", id),
    name: row.name,
    status: row.status,
    acceptsCoupons: row.accepts_coupons,
    timeZone: row.time_zone,
    place: { latitude: row.latitude, longitude: row.longitude },
  },
  isOpen: isOpenAt({ timeZone: row.time_zone, isOpenAllDay: row.is_open_all_day, hours: row.hours ?? [] }, at),
  pumpFuels: row.pump_fuels ?? undefined,
  price: row.price === null ? undefined : tenthMilli(row.price),
  isAssigned: row.is_assigned,
});

export type PriceAsk = { readonly stationId: Id<"station">; readonly fuel: Fuel; readonly at: Date };

/** The only price of one fuel at one station at one instant, or undefined. */
export async function priceOf(db: Reader, { stationId, fuel, at }: PriceAsk): Promise<TenthMilli | undefined> {
  const [row] = await db.execute<{ price: number }>(sql`
    select price_tenth_milli as price from price_periods
    where station_id = ${stationId} and fuel = ${fuel} and valid @> ${at.toISOString()}::timestamptz`);
  return row && tenthMilli(row.price);
}

type AssignmentRow = { station_id: string; station_name: string; valid_from: string; valid_to: string | null };

/** Assignments of a person that have not ended by the database's clock, the oldest first. */
export async function currentAssignments(db: Reader, userId: Id<"user">): Promise<StaffAssignment[]> {
  const rows = await db.execute<AssignmentRow>(sql`
    select g.station_id, s.name as station_name, lower(g.valid)::text as valid_from,
           case when upper_inf(g.valid) then null else upper(g.valid)::text end as valid_to
    from assignments g join stations s on s.id = g.station_id
    where g.user_id = ${userId} and not isempty(g.valid) and (upper_inf(g.valid) or upper(g.valid) > now())
    order by lower(g.valid), g.id`);
  return [...rows].map((row) => ({
    stationId: asId("station", row.station_id),
    stationName: row.station_name,
    validFrom: databaseInstant(row.valid_from),
    validTo: row.valid_to === null ? null : databaseInstant(row.valid_to),
  }));
}

export type AssignmentAsk = { readonly userId: Id<"user">; readonly stationId: Id<"station">; readonly at: Date };

export async function hasAssignment(db: Reader, { userId, stationId, at }: AssignmentAsk): Promise<boolean> {
  const [row] = await db.execute<{ found: boolean }>(sql`
    select exists (select from assignments where user_id = ${userId} and station_id = ${stationId}
                      and valid @> ${at.toISOString()}::timestamptz) as found`);
  return row?.found ?? false;
}

export type StationCard = {
  readonly id: Id<"station">;
  readonly name: string;
  readonly status: StationStatus;
  readonly acceptsCoupons: boolean;
  readonly timeZone: string;
  /** Of the republic; unknown for some. */
  readonly state: string | null;
};

type CardRow = {
  id: string;
  name: string;
  status: StationStatus;
  accepts_coupons: boolean;
  time_zone: string;
  state: string | null;
};

/** Names and network facts by id; ids nobody knows are left out. */
export async function stationCards(
  db: Reader,
  ids: readonly Id<"station">[],
): Promise<ReadonlyMap<Id<"station">, StationCard>> {
  if (ids.length === 0) return new Map();
  const rows = await db.execute<CardRow>(sql`
    select id, name, status, accepts_coupons, time_zone, state from stations
    where permit_kind = 'RETAIL' and id = any(${sql.param([...new Set(ids)])}::uuid[])`);
  return new Map(
    [...rows].map((row) => {
      const id = asId("station", row.id);
      const { name, status, state } = row;
      return [id, { id, name, status, state, acceptsCoupons: row.accepts_coupons, timeZone: row.time_zone }];
    }),
  );
}
