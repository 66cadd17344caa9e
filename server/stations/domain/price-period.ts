import type { Fuel } from "@/server/kernel/fuel";
import { type TenthMilli, tenthMilli } from "@/server/kernel/money";

/** Who said so: the regulator's feed, a manager of the station, an admin. */
export const PRICE_SOURCES = ["REGULATOR", "MANAGER", "ADMIN"] as const;
export type PriceSource = (typeof PRICE_SOURCES)[number];

/** One price of one fuel at one station over `[from, to)`; `to` is null while it holds. Periods of a fuel never overlap. */
export type PricePeriod = {
  readonly id: string;
  readonly price: TenthMilli;
  readonly from: Date;
  readonly to: Date | null;
  readonly source: PriceSource;
};

/** What to do to the periods of one fuel, in this order. */
export type PricePlan = {
  /** Periods that were only scheduled. */
  readonly remove: readonly string[];
  readonly end: readonly { readonly id: string; readonly to: Date | null }[];
  readonly begin: readonly { readonly id: string; readonly from: Date }[];
  readonly open: readonly Omit<PricePeriod, "id">[];
};

const nothing: PricePlan = { remove: [], end: [], begin: [], open: [] };

/**
 * `OPENED` now holds · `HISTORIC` went into the past · `UNCHANGED` was known · `KEPT` a person has set this price, whose word
 * counts more than the feed's · `STALE` another price is known to begin at that very instant.
 */
export const OBSERVATION_OUTCOMES = ["OPENED", "HISTORIC", "UNCHANGED", "KEPT", "STALE"] as const;
export type ObservationOutcome = (typeof OBSERVATION_OUTCOMES)[number];

export type Observation = {
  readonly price: TenthMilli;
  readonly at: Date;
  /** When the feed was next read after `at`, if it was: what held then still holds, so an old file cannot change it. */
  readonly nextSeenAt: Date | undefined;
};

export type Observed = { readonly outcome: ObservationOutcome; readonly plan: PricePlan };

const holds = (period: PricePeriod, at: Date): boolean => period.from <= at && (period.to === null || at < period.to);

/** What one of these periods says of an instant. */
export const priceAt = (periods: readonly PricePeriod[], at: Date): TenthMilli | undefined =>
  periods.find((period) => holds(period, at))?.price;

const nextAfter = (periods: readonly PricePeriod[], at: Date): PricePeriod | undefined =>
  periods.filter((period) => period.from > at).toSorted((a, b) => a.from.getTime() - b.from.getTime())[0];

/** `[at, until)` gets the price; a regulator's period that begins right then with the same price is stretched instead. */
function fill({ price, at }: Observation, until: Date, next: PricePeriod | undefined): PricePlan {
  const isSame = next?.from.getTime() === until.getTime() && next.price === price && next.source === "REGULATOR";
  if (next && isSame) return { ...nothing, begin: [{ id: next.id, from: at }] };
  return { ...nothing, open: [{ price, from: at, to: until, source: "REGULATOR" }] };
}

/**
 * The feed says that a price held at an instant. Snapshots may arrive in any order and leave the same history; the price of
 * today changes only by one that is not older than the last. `periods`: those that end after `at`.
 */
export function observePrice(periods: readonly PricePeriod[], seen: Observation): Observed {
  const { price, at, nextSeenAt } = seen;
  const current = periods.find((period) => holds(period, at));
  const next = nextAfter(periods, at);
  if (!current) {
    if (next) return { outcome: "HISTORIC", plan: fill(seen, next.from, next) };
    return { outcome: "OPENED", plan: { ...nothing, open: [{ price, from: at, to: null, source: "REGULATOR" }] } };
  }
  if (current.price === price) return { outcome: "UNCHANGED", plan: nothing };
  if (current.source !== "REGULATOR") return { outcome: "KEPT", plan: nothing };
  if (current.from.getTime() === at.getTime()) return { outcome: "STALE", plan: nothing };
  const end = [{ id: current.id, to: at }];
  const { to } = current;
  if (nextSeenAt !== undefined && (to === null || nextSeenAt < to)) {
    const seenAgain = { price: current.price, from: nextSeenAt, to, source: current.source };
    const between = { price, from: at, to: nextSeenAt, source: "REGULATOR" as const };
    return { outcome: "HISTORIC", plan: { ...nothing, end, open: [between, seenAgain] } };
  }
  if (to !== null) return { outcome: "HISTORIC", plan: { ...fill(seen, to, next), end } };
  return { outcome: "OPENED", plan: { ...nothing, end, open: [{ price, from: at, to: null, source: "REGULATOR" }] } };
}

export type PriceChange = {
  readonly price: TenthMilli;
  readonly from: Date;
  readonly source: Exclude<PriceSource, "REGULATOR">;
};

/**
 * A person sets a price from an instant on, until further notice: what was scheduled later falls away. Undefined where
 * another price began at that very instant. `periods`: those that end after `from`.
 */
export function changePrice(periods: readonly PricePeriod[], change: PriceChange): PricePlan | undefined {
  const { price, from, source } = change;
  const current = periods.find((period) => holds(period, from));
  const remove = periods.filter((period) => period.from > from).map((period) => period.id);
  if (current?.price === price) {
    const end = current.to === null ? [] : [{ id: current.id, to: null }];
    return { ...nothing, remove, end };
  }
  if (current?.from.getTime() === from.getTime()) return undefined;
  const end = current ? [{ id: current.id, to: from }] : [];
  return { ...nothing, remove, end, open: [{ price, from, to: null, source }] };
}

export const isEmptyPlan = (plan: PricePlan): boolean =>
  plan.remove.length + plan.end.length + plan.begin.length + plan.open.length === 0;

/** Changes a person may make to one fuel of a station within one local day (domain words, "Prices"). */
export const CHANGES_A_DAY = 4;

/** The voluntary ceiling for Regular that the trade agreed with the government in 2025: above it we warn, and do not refuse. */
export const VOLUNTARY_CAP: TenthMilli = tenthMilli(240_000);

export const isOverVoluntaryCap = (fuel: Fuel, price: TenthMilli): boolean =>
  fuel === "REGULAR" && price > VOLUNTARY_CAP;

/** A manager sets alone what lies within ±10 % of the price that holds; the first price of a fuel has nothing to compare with. */
export const needsApproval = (price: TenthMilli, current: TenthMilli | undefined): boolean =>
  current !== undefined && Math.abs(price - current) * 10 > current;
