import "server-only";
import { sql } from "drizzle-orm";
import { z } from "zod";

import type { ReadDb } from "@/db/client";
import { type Fuel, FUELS } from "@/server/kernel/fuel";
import { databaseInstant } from "@/server/platform/database-time";
import { STATION_STATUSES } from "@/server/stations/domain/station";
import { cornersOf, type Tile } from "@/server/stations/domain/tile";

import { hoursOf, isShown } from "./station-listing";

/** A tile is kept for a quarter of an hour at most: prices that begin meanwhile must be in it. */
const AHEAD_MINUTES = 20;

const priceOf = z.object({ fuel: z.enum(FUELS), price: z.number(), from: z.number(), to: z.number().nullable() });
const day = z.object({ weekday: z.number(), opensAt: z.string(), closesAt: z.string() });

/** A station as the shared cache holds it: nothing in it depends on who asks, from where or when. */
export const tileStation = z.object({
  id: z.string(),
  name: z.string(),
  brand: z.string().nullable(),
  address: z.string().nullable(),
  latitude: z.number(),
  longitude: z.number(),
  time_zone: z.string(),
  rating_sum: z.number(),
  review_count: z.number(),
  is_open_all_day: z.boolean(),
  hours: z.array(day).nullable(),
  status: z.enum(STATION_STATUSES),
  accepts_coupons: z.boolean(),
  prices: z.array(priceOf),
});
export type TileStation = z.infer<typeof tileStation>;

type Row = Omit<TileStation, "prices"> & {
  prices: { fuel: Fuel; price: number; from: string; to: string | null }[] | null;
};

const millis = (text: string): number => databaseInstant(text).getTime();

/** Every station of a tile that customers may see, with the prices of now and of the next minutes. */
export async function tileStations(db: Pick<ReadDb, "execute">, tile: Tile, at: Date): Promise<TileStation[]> {
  const { south, west, north, east } = cornersOf(tile);
  const rows = await db.execute<Row>(sql`
    select s.id, s.name, s.brand, s.address, st_y(s.location) as latitude, st_x(s.location) as longitude, s.time_zone,
           s.rating_sum, s.review_count, s.is_open_all_day, s.status, s.accepts_coupons, ${hoursOf},
           (select jsonb_agg(jsonb_build_object('fuel', p.fuel, 'price', p.price_tenth_milli, 'from', lower(p.valid)::text,
                                                'to', case when upper_inf(p.valid) then null else upper(p.valid)::text end))
              from price_periods p where p.station_id = s.id
               and p.valid && tstzrange(${at.toISOString()}::timestamptz, ${at.toISOString()}::timestamptz + make_interval(mins => ${AHEAD_MINUTES}))) as prices
    from stations s
    where ${isShown}
      and s.location::geography && st_makeenvelope(${west}::float8, ${south}::float8, ${east}::float8, ${north}::float8, 4326)::geography
      and st_y(s.location) >= ${south}::float8 and st_y(s.location) < ${north}::float8
      and st_x(s.location) >= ${west}::float8 and st_x(s.location) < ${east}::float8`);
  return [...rows].map(({ prices, ...station }) => ({
    ...station,
    prices: (prices ?? []).map(({ from, to, ...price }) => ({
      ...price,
      from: millis(from),
      to: to === null ? null : millis(to),
    })),
  }));
}
