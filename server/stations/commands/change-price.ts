import "server-only";
import type { Fuel } from "@/server/kernel/fuel";
import type { Id } from "@/server/kernel/id";
import { parsePrice, type TenthMilli } from "@/server/kernel/money";
import type { Refusal } from "@/server/kernel/refusal";
import { ok, refuse, type Result } from "@/server/kernel/result";
import { endOfLocalDay, startOfLocalDay } from "@/server/kernel/time";
import type { Ctx, UserActor } from "@/server/platform/ctx";
import { priceKey } from "@/server/stations/domain/import-suspicion";
import {
  changePrice as planChange,
  isEmptyPlan,
  CHANGES_A_DAY,
  needsApproval,
  priceAt,
  type PriceChange,
  type PricePeriod,
  type PricePlan,
} from "@/server/stations/domain/price-period";
import {
  type PriceChangeRequested,
  priceChangeRequested,
  type StationPriceChanged,
  stationPriceChanged,
} from "@/server/stations/events";
import type { PriceStore, StationsUnit } from "@/server/stations/ports";

type PriceCtx = Ctx<StationsUnit, UserActor>;

export type ChangePriceAsk = {
  readonly stationId: Id<"station">;
  readonly fuel: Fuel;
  readonly price: string;
  readonly effectiveFrom: Date | undefined;
};

export type PriceChanged = {
  readonly state: "CHANGED" | "UNCHANGED" | "PENDING_APPROVAL";
  readonly price: TenthMilli;
  readonly effectiveFrom: Date | null;
  readonly requestId: Id<"row"> | null;
};

const DAYS_AHEAD = 30;
const DAY_MS = 86_400_000;

const wrong = (path: string, message: string) => refuse({ kind: "VALIDATION_ERROR", details: [{ path, message }] });

/**
 * A manager of the station or an admin sets the price of a fuel from an instant on. Beyond ±10 % of the price it replaces it
 * waits for a second person (`PENDING_APPROVAL`). 404 where the station is not the manager's, `DAILY_LIMIT_EXCEEDED` where
 * the fuel has had its changes of that local day.
 */
export function changePrice(ctx: PriceCtx, ask: ChangePriceAsk): Promise<Result<PriceChanged, Refusal>> {
  return ctx.transact(async (unit) => {
    const locked = await lockForPrices(ctx, unit, ask.stationId);
    if (!locked) return refuse({ kind: "NOT_FOUND" });
    const { now, timeZone } = locked;
    const price = parsePrice(ask.price);
    if (price === undefined) return wrong("price", "must be a price such as 23.99");
    const from = ask.effectiveFrom ?? now;
    if (from < now) return wrong("effectiveFrom", "must not lie in the past");
    if (from.getTime() - now.getTime() > DAYS_AHEAD * DAY_MS)
      return wrong("effectiveFrom", `must lie within ${DAYS_AHEAD} days`);
    const periods = (await unit.prices.endingAfter([ask.stationId], now, "read")).get(priceKey(ask)) ?? [];
    const current = priceAt(periods, from);
    if (current !== undefined && needsApproval(price, current))
      return askForApproval(ctx, unit, { ...ask, price, current });
    const source = ctx.actor.role === "ADMIN" ? "ADMIN" : "MANAGER";
    return setPrice(ctx, unit, { ...ask, timeZone, periods, change: { price, from, source } });
  });
}

/** The database's now after the station is locked, and its zone; undefined where it is not the actor's. */
export async function lockForPrices(
  ctx: PriceCtx,
  { stations, clock }: StationsUnit,
  stationId: Id<"station">,
): Promise<{ now: Date; timeZone: string } | undefined> {
  const station = await stations.lock(stationId);
  const now = await clock.read();
  if (!station) return undefined;
  const isOwn = ctx.actor.role === "ADMIN" || (await stations.isAssigned(ctx.actor.id, stationId, now));
  return isOwn ? { now, timeZone: station.timeZone } : undefined;
}

type TooFar = Omit<ChangePriceAsk, "price"> & { readonly price: TenthMilli; readonly current: TenthMilli };

async function askForApproval(
  ctx: PriceCtx,
  { stations, events, clock }: StationsUnit,
  { stationId, fuel, price, current, effectiveFrom }: TooFar,
): Promise<Result<PriceChanged, Refusal>> {
  const id = ctx.newId("row");
  const requestedBy = ctx.actor.id;
  await stations.openRequest({
    id,
    stationId,
    fuel,
    price,
    current,
    effectiveFrom: effectiveFrom ?? null,
    requestedBy,
  });
  const payload: PriceChangeRequested = {
    requestId: id,
    stationId,
    fuel,
    priceTenthMilli: price,
    currentTenthMilli: current,
  };
  await events.append([
    { type: priceChangeRequested.type, aggregateId: stationId, occurredAt: await clock.read(), payload },
  ]);
  return ok({ state: "PENDING_APPROVAL", price, effectiveFrom: effectiveFrom ?? null, requestId: id });
}

export type PriceSetting = {
  readonly stationId: Id<"station">;
  readonly fuel: Fuel;
  readonly timeZone: string;
  /** Those of the fuel that have not ended. */
  readonly periods: readonly PricePeriod[];
  readonly change: PriceChange;
};

/** Writes a change that may be made. The station must be locked. */
export async function setPrice(
  ctx: PriceCtx,
  { prices, events, clock }: StationsUnit,
  setting: PriceSetting,
): Promise<Result<PriceChanged, Refusal>> {
  const { stationId, fuel, periods, change } = setting;
  const { price, from } = change;
  const plan = planChange(
    periods.filter(({ to }) => to === null || to > from),
    change,
  );
  if (!plan) return refuse({ kind: "STATE_CONFLICT" });
  if (isEmptyPlan(plan)) return ok({ state: "UNCHANGED", price, effectiveFrom: from, requestId: null });
  if (plan.open.length > 0 && (await isDaySpent(prices, setting, plan)))
    return refuse({ kind: "DAILY_LIMIT_EXCEEDED" });
  await prices.apply([{ stationId, fuel, plan }], ctx.actor.id);
  const before = priceAt(periods, from) ?? null;
  const payload: StationPriceChanged = {
    stationId,
    fuel,
    priceTenthMilli: price,
    beforeTenthMilli: before,
    validFrom: from.toISOString(),
  };
  await events.append([
    { type: stationPriceChanged.type, aggregateId: stationId, occurredAt: await clock.read(), payload },
  ]);
  return ok({ state: "CHANGED", price, effectiveFrom: from, requestId: null });
}

/** Changes that this one takes back do not count. */
async function isDaySpent(
  prices: PriceStore,
  { stationId, fuel, timeZone, change: { from } }: PriceSetting,
  { remove }: PricePlan,
): Promise<boolean> {
  const [start, end] = [startOfLocalDay(from, timeZone), endOfLocalDay(from, 0, timeZone)];
  const changes = await prices.setByPeopleIn({ stationId, fuel, from: start, to: end });
  return changes.filter(({ id }) => !remove.includes(id)).length >= CHANGES_A_DAY;
}
