import "server-only";
import type { Fuel } from "@/server/kernel/fuel";
import { metersBetween, type Place } from "@/server/kernel/geo";
import { geodesicMetres } from "@/server/kernel/geodesic";
import { parsePrice } from "@/server/kernel/money";
import { instant } from "@/server/kernel/time";
import { isOpenOn, type WeekTime, weekTimeIn } from "@/server/stations/domain/opening-hours";
import { tripCost } from "@/server/stations/domain/trip-cost";
import type { NearbyInput, StationListing } from "@/server/stations/schemas";

import { listingOf } from "./station-listing";
import type { TileStation } from "./tile-stations";

/** The sphere is within this of the ellipsoid; who is farther by it need not be measured well. */
const SPHERE_SLACK = 1.007;

type Prices = { readonly byFuel: Partial<Record<Fuel, number>>; readonly since: number | undefined };

/** What holds at the exact instant, of all that the tile knows. */
function pricesAt({ prices }: TileStation, at: number): Prices {
  const now = prices.filter(({ from, to }) => from <= at && (to === null || at < to));
  const since = now.length === 0 ? undefined : Math.max(...now.map(({ from }) => from));
  return { byFuel: Object.fromEntries(now.map(({ fuel, price }) => [fuel, price])), since };
}

function comparedPrice({ byFuel }: Prices, fuel: Fuel | undefined): number | undefined {
  if (fuel !== undefined) return byFuel[fuel];
  const all = Object.values(byFuel);
  return all.length === 0 ? undefined : Math.min(...all);
}

type Candidate = {
  readonly station: TileStation;
  readonly metres: number;
  readonly prices: Prices;
  readonly price: number | undefined;
};

/**
 * The rules of `nearbyStatement` on candidates from the cache: distance, prices, opening and order are of the exact point and
 * instant. Tests hold the two together.
 */
export function nearbyAmong(candidates: readonly TileStation[], input: NearbyInput, at: Date): StationListing[] {
  const isWanted = filterOf(input, at);
  const found: Candidate[] = [];
  for (const station of candidates) {
    const metres = metresWithin(input, station, input.radius * 1_000);
    if (metres === undefined) continue;
    const prices = pricesAt(station, at.getTime());
    const candidate = { station, metres, prices, price: comparedPrice(prices, input.fuelType) };
    if (isWanted(candidate)) found.push(candidate);
  }
  found.sort(orderOf(input));
  return found.slice(0, input.limit).map((one) => rowOf(one, at));
}

function metresWithin(from: Place, to: Place, radius: number): number | undefined {
  if (metersBetween(from, to) > radius * SPHERE_SLACK) return undefined;
  const metres = geodesicMetres(from, to);
  return metres <= radius ? metres : undefined;
}

function filterOf({ accepts, openNow, fuelType, maxPrice }: NearbyInput, at: Date): (one: Candidate) => boolean {
  const times = new Map<string, WeekTime>();
  const localTime = (zone: string): WeekTime => {
    const time = times.get(zone) ?? weekTimeIn(zone, at);
    times.set(zone, time);
    return time;
  };
  const isOpen = ({ is_open_all_day: isOpenAllDay, hours, time_zone: zone }: TileStation): boolean =>
    isOpenOn({ isOpenAllDay, hours: hours ?? [] }, () => localTime(zone)) === true;
  const most = maxPrice === undefined ? undefined : parsePrice(maxPrice);
  return ({ station, price }) =>
    (accepts !== true || (station.accepts_coupons && station.status === "ACTIVE")) &&
    (fuelType === undefined || price !== undefined) &&
    (most === undefined || (price !== undefined && price <= most)) &&
    (openNow !== true || isOpen(station));
}

function orderOf({ sort }: NearbyInput): (a: Candidate, b: Candidate) => number {
  const key = ({ price, metres }: Candidate): number => {
    if (sort === "distance") return 0;
    if (price === undefined) return Number.MAX_VALUE;
    return sort === "price" ? price : tripCost(price, metres);
  };
  return (a, b) => key(a) - key(b) || a.metres - b.metres || (a.station.id < b.station.id ? -1 : 1);
}

const rowOf = ({ station: { prices: _known, ...station }, metres, prices: { byFuel, since } }: Candidate, at: Date) =>
  listingOf(
    { ...station, fuel_prices: byFuel, prices_updated_at: since === undefined ? null : instant(new Date(since)) },
    at,
    metres,
  );
