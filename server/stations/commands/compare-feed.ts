import "server-only";
import type { Place } from "@/server/kernel/geo";
import type { Id } from "@/server/kernel/id";
import type { TenthMilli } from "@/server/kernel/money";
import type { KnownStation, PlacesPlan, PricesPlan, SeenPrice } from "@/server/stations/domain/import-plan";
import { noOutcomes } from "@/server/stations/domain/import-report";
import { priceKey } from "@/server/stations/domain/import-suspicion";
import {
  isEmptyPlan,
  type ObservationOutcome,
  observePrice,
  priceAt,
  type PricePeriod,
} from "@/server/stations/domain/price-period";
import type { StationsUnit } from "@/server/stations/ports";

/** An import under way: every piece of work is a transaction of its own. */
export type ImportWork = {
  readonly runId: Id<"row">;
  readonly asOf: Date;
  readonly signal: AbortSignal;
  newRowId(): Id<"row">;
  within<T>(work: (unit: StationsUnit) => Promise<T>): Promise<T>;
  onProgress(step: "places" | "prices" | "rejects", done: number, of: number): void;
};

const STATIONS_PAGE = 5_000;
const PERIODS_PAGE = 1_000;

/** All stations, page by page. */
export async function knownStations({ within, signal }: ImportWork): Promise<KnownStation[]> {
  const known: KnownStation[] = [];
  for (;;) {
    signal.throwIfAborted();
    const page = await within(({ stationImports }) => stationImports.known(known.at(-1)?.id, STATIONS_PAGE));
    known.push(...page);
    if (page.length < STATIONS_PAGE) return known;
  }
}

/** Which station a `place_id` of the feed means. */
export function directoryOf(
  known: readonly KnownStation[],
  places: PlacesPlan,
): (placeId: number) => Id<"station"> | undefined {
  const ids = new Map<number, Id<"station">>();
  for (const { placeId, id } of [...known, ...places.insert, ...places.update])
    if (placeId !== null) ids.set(placeId, id);
  return (placeId) => ids.get(placeId);
}

export type PriceComparison = {
  /** Prices that ask for a change, those of one station together. */
  readonly changed: readonly SeenPrice[];
  /** What the import would do, or has done, with each price. */
  readonly outcomes: Readonly<Record<ObservationOutcome, number>>;
  /** The same for the prices that ask for no change. */
  readonly settled: Readonly<Record<ObservationOutcome, number>>;
};

type Asked = { readonly before: KnownPrices; readonly prices: PricesPlan; readonly next: Date | undefined };

/** Holds the feed against what we know, without a lock: what is to change is looked at again when it is changed. */
export function comparePrices({ asOf }: ImportWork, { before, prices, next }: Asked): PriceComparison {
  const [outcomes, settled] = [noOutcomes(), noOutcomes()];
  const changed: SeenPrice[] = [];
  for (const seen of prices.seen) {
    const observation = { price: seen.price, at: asOf, nextSeenAt: next };
    const { outcome, plan } = observePrice(before.periods.get(priceKey(seen)) ?? [], observation);
    outcomes[outcome] += 1;
    if (isEmptyPlan(plan)) settled[outcome] += 1;
    else changed.push(seen);
  }
  changed.sort((a, b) => (a.stationId < b.stationId ? -1 : 1));
  return { changed, outcomes, settled };
}

/** Prices as we knew them at the instant of the import, by `priceKey`. */
export type KnownPrices = {
  /** Those that end after it. */
  readonly periods: ReadonlyMap<string, readonly PricePeriod[]>;
  /** The feed's own that hold at it. */
  readonly current: ReadonlyMap<string, TenthMilli>;
};

export async function knownPrices(
  { within, asOf, signal }: ImportWork,
  known: readonly KnownStation[],
): Promise<KnownPrices> {
  const periods = new Map<string, readonly PricePeriod[]>();
  const current = new Map<string, TenthMilli>();
  const ids = known.filter(({ placeId }) => placeId !== null).map(({ id }) => id);
  for (let at = 0; at < ids.length; at += PERIODS_PAGE) {
    signal.throwIfAborted();
    const page = await within(({ prices }) => prices.endingAfter(ids.slice(at, at + PERIODS_PAGE), asOf, "read"));
    for (const [key, found] of page) {
      periods.set(key, found);
      const now = found.find(({ from, source }) => from <= asOf && source === "REGULATOR");
      if (now) current.set(key, now.price);
    }
  }
  return { periods, current };
}

/** Where a station of the file lies and what it charged before, for holding its price against both. */
export function placedBy(
  { asOf }: ImportWork,
  { known, places, before }: { known: readonly KnownStation[]; places: PlacesPlan; before: KnownPrices },
): (price: SeenPrice) => { place: Place; own: TenthMilli | undefined } | undefined {
  const at = new Map([...known, ...places.insert, ...places.update].map(({ id, place }) => [id, place]));
  return (seen) => {
    const place = at.get(seen.stationId);
    return place && { place, own: priceAt(before.periods.get(priceKey(seen)) ?? [], asOf) };
  };
}
