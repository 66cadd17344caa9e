import "server-only";
import { sql } from "drizzle-orm";

import type { Fuel } from "@/server/kernel/fuel";
import { asId } from "@/server/kernel/id";
import { formatPrice } from "@/server/kernel/money";
import { instant } from "@/server/kernel/time";
import { databaseInstant } from "@/server/platform/database-time";
import { type DayHours, isOpenAt } from "@/server/stations/domain/opening-hours";
import { ratingOf } from "@/server/stations/domain/review";
import type { StationStatus } from "@/server/stations/domain/station";
import type { StationListing } from "@/server/stations/schemas";

export type ListingRow = {
  id: string;
  name: string;
  brand: string | null;
  address: string | null;
  latitude: number;
  longitude: number;
  time_zone: string;
  rating_sum: number;
  review_count: number;
  is_open_all_day: boolean;
  hours: DayHours[] | null;
  status: StationStatus;
  accepts_coupons: boolean;
  fuel_prices: Partial<Record<Fuel, number>> | null;
  prices_updated_at: string | null;
};

/** Opening hours of `stations s`. */
export const hoursOf = sql`
  (select jsonb_agg(jsonb_build_object('weekday', h.weekday, 'opensAt', to_char(h.opens_at, 'HH24:MI'),
                                       'closesAt', to_char(h.closes_at, 'HH24:MI')) order by h.weekday, h.opens_at)
     from station_hours h where h.station_id = s.id) as hours`;

/** What a list shows of `stations s`, to be read together with `pricesOf`. */
export const listingColumns = sql`
  s.id, s.name, s.brand, s.address, st_y(s.location) as latitude, st_x(s.location) as longitude, s.time_zone,
  s.rating_sum, s.review_count, s.is_open_all_day, s.status, s.accepts_coupons, p.fuel_prices,
  p.prices_updated_at::text as prices_updated_at, ${hoursOf}`;

/** The prices that hold at an instant, joined to `stations s` as `p`. */
export const pricesOf = (at: Date) => sql`
  left join lateral (
    select jsonb_object_agg(pp.fuel, pp.price_tenth_milli) as fuel_prices, max(lower(pp.valid)) as prices_updated_at
    from price_periods pp where pp.station_id = s.id and pp.valid @> ${at.toISOString()}::timestamptz) p on true`;

/** Stations that customers may see: open to the public by their permit, and not closed for good. */
export const isShown = sql`s.permit_kind = 'RETAIL' and s.status <> 'CLOSED'`;

/** The rule of `isOpenAt` for filters, on `stations s`: unknown hours are not open. A test holds the two together. */
export const isOpenIn = (at: Date) => sql`(s.is_open_all_day or exists (
  select from station_hours h,
    lateral (select (${at.toISOString()}::timestamptz at time zone s.time_zone) as local) l,
    lateral (select extract(isodow from l.local)::int as weekday, l.local::time as time) t
  where h.station_id = s.id and case when h.closes_at > h.opens_at
    then h.weekday = t.weekday and t.time >= h.opens_at and t.time < h.closes_at
    else (h.weekday = t.weekday and t.time >= h.opens_at) or (h.weekday = (t.weekday + 5) % 7 + 1 and t.time < h.closes_at)
  end))`;

const priced = (prices: ListingRow["fuel_prices"], fuel: Fuel): string | null => {
  const price = prices?.[fuel];
  return price === undefined ? null : formatPrice(price);
};

/** A row as the HTTP contract shows it; tenths of a metre are the finest a distance is given. */
export function listingOf(row: ListingRow, at: Date, metres: number | null): StationListing {
  const schedule = { timeZone: row.time_zone, isOpenAllDay: row.is_open_all_day, hours: row.hours ?? [] };
  return {
    id: asId("station", row.id),
    name: row.name,
    brand: row.brand,
    address: row.address,
    latitude: row.latitude,
    longitude: row.longitude,
    timeZone: row.time_zone,
    distanceMeters: metres === null ? null : Math.round(metres * 10) / 10,
    rating: ratingOf(row.rating_sum, row.review_count),
    reviewCount: row.review_count,
    openNow: isOpenAt(schedule, at) ?? null,
    status: row.status,
    acceptsCoupons: row.accepts_coupons,
    fuelPrices: {
      REGULAR: priced(row.fuel_prices, "REGULAR"),
      PREMIUM: priced(row.fuel_prices, "PREMIUM"),
      DIESEL: priced(row.fuel_prices, "DIESEL"),
    },
    pricesUpdatedAt: row.prices_updated_at === null ? null : instant(databaseInstant(row.prices_updated_at)),
  };
}
