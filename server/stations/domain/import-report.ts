import type { PlaceReason } from "./feed-place";
import type { PriceReason } from "./feed-price";
import type { PlacesPlan, PricesPlan } from "./import-plan";
import { OBSERVATION_OUTCOMES, type ObservationOutcome } from "./price-period";

/** What an import did with every place and every price it read; the parts add up to `read`. */
export type ImportReport = {
  readonly asOf: string;
  readonly places: {
    readonly read: number;
    readonly inserted: number;
    readonly updated: number;
    readonly unchanged: number;
    readonly kept: number;
    /** Taken, with coordinates put right; part of the numbers above. */
    readonly repaired: number;
    readonly rejected: number;
    readonly reasons: Readonly<Partial<Record<PlaceReason, number>>>;
  };
  readonly prices: {
    readonly read: number;
    readonly opened: number;
    readonly historic: number;
    readonly unchanged: number;
    readonly kept: number;
    readonly stale: number;
    readonly equalDuplicates: number;
    readonly rejected: number;
    readonly reasons: Readonly<Partial<Record<PriceReason, number>>>;
  };
};

/** How often each word occurs, the most frequent first. */
function tally<Word extends string>(words: readonly Word[]): Partial<Record<Word, number>> {
  const counts: Partial<Record<Word, number>> = {};
  for (const word of words) counts[word] = (counts[word] ?? 0) + 1;
  return counts;
}

export const noOutcomes = (): Record<ObservationOutcome, number> => ({
  OPENED: 0,
  HISTORIC: 0,
  UNCHANGED: 0,
  KEPT: 0,
  STALE: 0,
});

type Parts = {
  readonly asOf: Date;
  readonly read: { readonly places: number; readonly prices: number };
  readonly places: PlacesPlan;
  readonly prices: PricesPlan;
  readonly outcomes: Readonly<Record<ObservationOutcome, number>>;
};

/** Throws where a place or a price is not accounted for: that would be a fault of ours. */
export function reportOf({ asOf, read, places, prices, outcomes }: Parts): ImportReport {
  const observed = OBSERVATION_OUTCOMES.reduce((sum, outcome) => sum + outcomes[outcome], 0);
  const stored = places.insert.length + places.update.length + places.unchanged + places.kept;
  if (stored + places.rejected.length !== read.places) throw new Error("places do not add up");
  if (observed + prices.equalDuplicates + prices.rejected.length !== read.prices)
    throw new Error("prices do not add up");
  return {
    asOf: asOf.toISOString(),
    places: {
      read: read.places,
      inserted: places.insert.length,
      updated: places.update.length,
      unchanged: places.unchanged,
      kept: places.kept,
      repaired: places.repaired,
      rejected: places.rejected.length,
      reasons: tally(places.rejected.map(({ reason }) => reason)),
    },
    prices: {
      read: read.prices,
      opened: outcomes.OPENED,
      historic: outcomes.HISTORIC,
      unchanged: outcomes.UNCHANGED,
      kept: outcomes.KEPT,
      stale: outcomes.STALE,
      equalDuplicates: prices.equalDuplicates,
      rejected: prices.rejected.length,
      reasons: tally(prices.rejected.map(({ reason }) => reason)),
    },
  };
}

/** Whether the import left every station and every price as it was. */
export const changedNothing = ({ places, prices }: ImportReport): boolean =>
  places.inserted + places.updated + prices.opened + prices.historic === 0;
