import "server-only";
import { sql } from "drizzle-orm";

import type { Place } from "@/server/kernel/geo";
import { asId, type Id } from "@/server/kernel/id";
import { localDay } from "@/server/kernel/time";
import { type DayHours, isOpenAt } from "@/server/stations/domain/opening-hours";

import type { Reader } from "./station-facts";

export type MomentAsk = { readonly stationId: Id<"station">; readonly at: Date };

/** A station at one instant: where it is, its own calendar day, and whether its hours said open (undefined: unknown). */
export type StationMoment = { readonly place: Place; readonly localDay: string; readonly isOpen: boolean | undefined };

/** Everybody who holds an assignment at the station that is valid by the database's clock. */
export async function staffOf(db: Reader, stationId: Id<"station">): Promise<readonly Id<"user">[]> {
  const rows = await db.execute<{ user_id: string }>(sql`
    select distinct user_id from assignments where station_id = ${stationId} and valid @> clock_timestamp()`);
  return [...rows].map((row) => asId("user", row.user_id));
}

type Row = {
  id: string;
  time_zone: string;
  latitude: number;
  longitude: number;
  is_open_all_day: boolean;
  hours: DayHours[] | null;
};

/** For many instants in one statement; answers in the order of the asks, undefined where there is no such station. */
export async function stationMoments(
  db: Reader,
  asks: readonly MomentAsk[],
): Promise<readonly (StationMoment | undefined)[]> {
  if (asks.length === 0) return [];
  const ids = [...new Set(asks.map((ask) => ask.stationId))];
  const rows = await db.execute<Row>(sql`
    select s.id, s.time_zone, st_y(s.location) as latitude, st_x(s.location) as longitude, s.is_open_all_day,
           (select jsonb_agg(jsonb_build_object('weekday', h.weekday, 'opensAt', to_char(h.opens_at, 'HH24:MI'),
                                                'closesAt', to_char(h.closes_at, 'HH24:MI')))
              from station_hours h where h.station_id = s.id and not s.is_open_all_day) as hours
    from stations s where s.id = any(${sql.param(ids)}::uuid[])`);
  const known = new Map([...rows].map((row) => [asId("station", row.id), row]));
  return asks.map(({ stationId, at }) => {
    const row = known.get(stationId);
    return row && momentOf(row, at);
  });
}

const momentOf = (row: Row, at: Date): StationMoment => ({
  place: { latitude: row.latitude, longitude: row.longitude },
  localDay: localDay(at, row.time_zone),
  isOpen: isOpenAt({ timeZone: row.time_zone, isOpenAllDay: row.is_open_all_day, hours: row.hours ?? [] }, at),
});
