import "server-only";
import { type SQL, sql } from "drizzle-orm";

import type { ReadDb } from "@/db/client";
import { parsePrice } from "@/server/kernel/money";
import { METRES_A_LITRE_BOTH_WAYS, TANK_LITRES } from "@/server/stations/domain/trip-cost";
import type { NearbyInput, StationListing } from "@/server/stations/schemas";

import { isOpenIn, isShown, listingColumns, listingOf, type ListingRow, pricesOf } from "./station-listing";

export const pointOf = ({ latitude, longitude }: { latitude: number; longitude: number }) =>
  sql`st_setsrid(st_makepoint(${longitude}::float8, ${latitude}::float8), 4326)::geography`;

/** The lowest price that counts for filter and order: of the asked fuel, else of any. */
const comparedPrice = (input: NearbyInput, at: Date): SQL => sql`
  left join lateral (
    select min(c.price_tenth_milli) as price from price_periods c
    where c.station_id = s.id and c.valid @> ${at.toISOString()}::timestamptz
      and (${input.fuelType ?? null}::fuel is null or c.fuel = ${input.fuelType ?? null}::fuel)) c on true`;

function conditions(input: NearbyInput, at: Date): SQL {
  const metres = input.radius * 1000;
  const wanted = [
    isShown,
    sql`st_dwithin(s.location::geography, ${pointOf(input)}, ${metres}::float8)`,
    ...(input.accepts === true ? [sql`s.accepts_coupons and s.status = 'ACTIVE'`] : []),
    ...(input.openNow === true ? [isOpenIn(at)] : []),
    ...(input.fuelType === undefined ? [] : [sql`c.price is not null`]),
    ...(input.maxPrice === undefined ? [] : [sql`c.price <= ${parsePrice(input.maxPrice) ?? 0}::int`]),
  ];
  return sql.join(wanted, sql` and `);
}

const needsPrice = ({ fuelType, maxPrice, sort }: NearbyInput): boolean =>
  fuelType !== undefined || maxPrice !== undefined || sort !== "distance";

/** The rule of `tripCost` as the leading key of an order; nothing where distance leads anyway. */
function leading({ sort }: NearbyInput, price: SQL, metres: SQL): SQL {
  if (sort === "distance") return sql``;
  const cost =
    sort === "price" ? price : sql`${price} * (${TANK_LITRES} + ${metres} / ${METRES_A_LITRE_BOTH_WAYS}::float8)`;
  return sql`${cost} nulls last,`;
}

/** The statement behind `nearbyStations`; a test reads its plan. */
export const nearbyStatement = (input: NearbyInput, at: Date): SQL => sql`
  with near as materialized (
    select s.id, d.metres ${needsPrice(input) ? sql`, c.price` : sql`, null::int as price`}
    from stations s ${needsPrice(input) ? comparedPrice(input, at) : sql``}
      cross join lateral (select st_distance(s.location::geography, ${pointOf(input)}) as metres) d
    where ${conditions(input, at)}
    order by ${leading(input, sql`c.price`, sql`d.metres`)} d.metres, s.id
    limit ${input.limit})
  select near.metres, ${listingColumns}
  from near join stations s on s.id = near.id ${pricesOf(at)}
  order by ${leading(input, sql`near.price`, sql`near.metres`)} near.metres, s.id`;

/**
 * Stations within `radius` kilometres on the ellipsoid of WGS 84, nearest or cheapest first. Filters that are false are no
 * filters. Any instant may be asked for; the caller says which is now.
 */
export async function nearbyStations(
  db: Pick<ReadDb, "execute">,
  input: NearbyInput,
  at: Date,
): Promise<StationListing[]> {
  const rows = await db.execute<ListingRow & { metres: number }>(nearbyStatement(input, at));
  return [...rows].map((row) => listingOf(row, at, row.metres));
}
