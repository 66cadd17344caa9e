import "server-only";
import type { Fuel } from "@/server/kernel/fuel";
import type { Id } from "@/server/kernel/id";
import { parsePrice, type TenthMilli } from "@/server/kernel/money";
import type { Refusal } from "@/server/kernel/refusal";
import { ok, refuse, type Result } from "@/server/kernel/result";
import type { Ctx, UserActor } from "@/server/platform/ctx";
import { priceKey } from "@/server/stations/domain/import-suspicion";
import {
  changePrice as planChange,
  isEmptyPlan,
  needsApproval,
  type PriceChange,
  type PricePeriod,
} from "@/server/stations/domain/price-period";
import {
  type PriceChangeRequested,
  priceChangeRequested,
  type StationPriceChanged,
  stationPriceChanged,
} from "@/server/stations/events";
import type { StationsUnit } from "@/server/stations/ports";

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
 * A manager of the station or an admin sets the price of a fuel from an instant on. Beyond ±10 % of the price that holds
 * now it waits for an admin (`PENDING_APPROVAL`). 404 where the station is not the manager's.
 */
export function changePrice(ctx: PriceCtx, ask: ChangePriceAsk): Promise<Result<PriceChanged, Refusal>> {
  return ctx.transact(async (unit) => {
    const now = await lockForPrices(ctx, unit, ask.stationId);
    if (!now) return refuse({ kind: "NOT_FOUND" });
    const price = parsePrice(ask.price);
    if (price === undefined) return wrong("price", "must be a price such as 23.99");
    const from = ask.effectiveFrom ?? now;
    if (from < now) return wrong("effectiveFrom", "must not lie in the past");
    if (from.getTime() - now.getTime() > DAYS_AHEAD * DAY_MS)
      return wrong("effectiveFrom", `must lie within ${DAYS_AHEAD} days`);
    const periods = (await unit.prices.endingAfter([ask.stationId], now, "read")).get(priceKey(ask)) ?? [];
    const current = periods.find((period) => period.from <= now)?.price;
    if (current !== undefined && needsApproval(price, current))
      return askForApproval(ctx, unit, { ...ask, price, current });
    const source = ctx.actor.role === "ADMIN" ? "ADMIN" : "MANAGER";
    return setPrice(ctx, unit, { ...ask, periods, change: { price, from, source } });
  });
}

/** The database's now after the station is locked; undefined where it is not the actor's. */
async function lockForPrices(
  ctx: PriceCtx,
  { stations, clock }: StationsUnit,
  stationId: Id<"station">,
): Promise<Date | undefined> {
  const station = await stations.lock(stationId);
  const now = await clock.read();
  if (!station) return undefined;
  const isOwn = ctx.actor.role === "ADMIN" || (await stations.isAssigned(ctx.actor.id, stationId, now));
  return isOwn ? now : undefined;
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
  /** Those of the fuel that have not ended. */
  readonly periods: readonly PricePeriod[];
  readonly change: PriceChange;
};

/** Writes a change that may be made. The station must be locked. */
export async function setPrice(
  ctx: PriceCtx,
  { prices, events, clock }: StationsUnit,
  { stationId, fuel, periods, change }: PriceSetting,
): Promise<Result<PriceChanged, Refusal>> {
  const { price, from } = change;
  const plan = planChange(
    periods.filter(({ to }) => to === null || to > from),
    change,
  );
  if (!plan) return refuse({ kind: "STATE_CONFLICT" });
  if (isEmptyPlan(plan)) return ok({ state: "UNCHANGED", price, effectiveFrom: from, requestId: null });
  await prices.apply([{ stationId, fuel, plan }], ctx.actor.id);
  const before = periods.find((period) => period.from <= from)?.price ?? null;
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
