import type { Fuel } from "@/server/kernel/fuel";
import type { Place } from "@/server/kernel/geo";
import type { TenthMilli } from "@/server/kernel/money";

import { parsePlaceId, type RawPlace } from "./feed-place";
import type { KnownStation, PlacesPlan, PricesPlan, SeenPrice } from "./import-plan";

/** More than this share of what is compared looks like a broken file rather than like a day at the pumps. */
const SUSPICIOUS_SHARE = 0.2;
/** Below this many, a share says nothing. */
const FEWEST_COMPARED = 50;
const MOVED_METRES = 1_000;

export type Suspicion = {
  readonly what:
    | "PLACES_REJECTED"
    | "PRICES_REJECTED"
    | "STATIONS_GONE"
    | "STATIONS_MOVED"
    | "PRICES_GONE"
    | "PRICES_JUMPED";
  readonly count: number;
  readonly of: number;
};

const isSuspicious = ({ count, of }: Suspicion): boolean => of >= FEWEST_COMPARED && count > of * SUSPICIOUS_SHARE;

/** Metres on a sphere: near enough to tell a correction of the street from another town. */
function metresBetween(a: Place, b: Place): number {
  const radians = (degrees: number) => (degrees * Math.PI) / 180;
  const x = radians(b.longitude - a.longitude) * Math.cos(radians((a.latitude + b.latitude) / 2));
  return Math.hypot(x, radians(b.latitude - a.latitude)) * 6_371_000;
}

type PlacesAsk = {
  readonly raws: readonly RawPlace[];
  readonly plan: PlacesPlan;
  /** What the last good run left; empty before the first. */
  readonly known: readonly KnownStation[];
};

export function placeSuspicions({ raws, plan, known }: PlacesAsk): Suspicion[] {
  const listed = new Set(raws.map((raw) => parsePlaceId(raw.placeId)));
  const fromFeed = known.filter((station) => station.placeId !== null);
  const byId = new Map(known.map((station) => [station.id, station]));
  const moved = plan.update.filter((record) => {
    const before = byId.get(record.id);
    return before !== undefined && metresBetween(before.place, record.place) > MOVED_METRES;
  });
  const found: Suspicion[] = [
    { what: "PLACES_REJECTED", count: plan.rejected.length, of: raws.length },
    {
      what: "STATIONS_GONE",
      count: fromFeed.filter(({ placeId }) => !listed.has(placeId ?? 0)).length,
      of: fromFeed.length,
    },
    { what: "STATIONS_MOVED", count: moved.length, of: fromFeed.length },
  ];
  return found.filter(isSuspicious);
}

/** Key of one fuel at one station. */
export const priceKey = (price: { stationId: string; fuel: Fuel }): string => `${price.stationId} ${price.fuel}`;

type PricesAsk = {
  readonly read: number;
  readonly plan: PricesPlan;
  /** Prices of the feed that hold at the instant of the import, by `priceKey`; empty when an old file is read. */
  readonly current: ReadonlyMap<string, TenthMilli>;
};

const isJump = (before: TenthMilli, after: TenthMilli): boolean => Math.abs(after - before) * 10 > before;

export function priceSuspicions({ read, plan, current }: PricesAsk): Suspicion[] {
  const seen = new Map(plan.seen.map((price) => [priceKey(price), price]));
  const gone = [...current.keys()].filter((key) => !seen.has(key));
  const jumped = plan.seen.filter((price: SeenPrice) => {
    const before = current.get(priceKey(price));
    return before !== undefined && isJump(before, price.price);
  });
  const found: Suspicion[] = [
    { what: "PRICES_REJECTED", count: plan.rejected.length, of: read },
    { what: "PRICES_GONE", count: gone.length, of: current.size },
    { what: "PRICES_JUMPED", count: jumped.length, of: current.size },
  ];
  return found.filter(isSuspicious);
}
