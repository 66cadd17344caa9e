import type { Fuel } from "@/server/kernel/fuel";
import type { Id } from "@/server/kernel/id";
import {
  type Centavos,
  centavos,
  costOf,
  formatPesos,
  type Millilitres,
  millilitres,
  type TenthMilli,
  volumeFor,
} from "@/server/kernel/money";
import type { Refusal } from "@/server/kernel/refusal";
import { ok, refuse, type Result } from "@/server/kernel/result";

import { type Coupon, unusableReason } from "./coupon";
import type { CouponStatus } from "./coupon-status";

/** Litres or pesos, never both: the redemption remembers which was asked. */
export type Asked =
  | { readonly in: "LITRES"; readonly volume: Millilitres }
  | { readonly in: "PESOS"; readonly pesos: Centavos };

/** What was shown at the pump, after its signature or check character was found right. */
export type Shown =
  | { readonly way: "QR"; readonly qrVersion: number }
  | { readonly way: "SHORT_CODE"; readonly shortCode: string };

export type RedemptionAsk = {
  readonly shown: Shown;
  readonly attendantId: Id<"user">;
  readonly stationId: Id<"station">;
  readonly pumpNumber: number;
  /** The hose in hand, where the screen names it. */
  readonly fuel?: Fuel | undefined;
  readonly asked: Asked;
};

/** Read in the same transaction after the lock, never from a cache. */
export type RedemptionFacts = {
  /** The session is live and its person may still redeem. */
  readonly isPermitted: boolean;
  readonly isAssigned: boolean;
  readonly station: { readonly status: string; readonly acceptsCoupons: boolean } | undefined;
  readonly pumpFuels: readonly Fuel[] | undefined;
  readonly price: TenthMilli | undefined;
};

export type Sale = { readonly volume: Millilitres; readonly price: TenthMilli; readonly cost: Centavos };

export type Redeemed = Sale & {
  readonly balanceAfter: Centavos;
  readonly redeemedBefore: Centavos;
  readonly redeemedAfter: Centavos;
  readonly statusAfter: CouponStatus;
};

const LEAST = millilitres(100);
const MOST = millilitres(1_000_000);

/** Litres round half up to the centavo; pesos are charged as asked and cut the volume (domain words, "Money"). */
export const saleOf = (asked: Asked, price: TenthMilli): Sale =>
  asked.in === "LITRES"
    ? { volume: asked.volume, price, cost: costOf(asked.volume, price) }
    : { volume: volumeFor(asked.pesos, price), price, cost: asked.pesos };

/**
 * May this be dispensed now? `now` is the database clock read after the coupon was locked. Who may act comes first, then
 * the code, the coupon, the place, the price and last the amount.
 */
export function decideRedemption(
  coupon: Coupon,
  ask: RedemptionAsk,
  { facts, now }: { facts: RedemptionFacts; now: Date },
): Result<Redeemed, Refusal> {
  const refusal =
    accessRefusal(coupon, ask, facts) ??
    codeRefusal(coupon, ask.shown) ??
    unusableReason(coupon, now) ??
    placeRefusal(coupon, ask, facts);
  if (refusal) return refuse(refusal);
  if (facts.price === undefined) return refuse({ kind: "PRICE_UNAVAILABLE" });
  const sale = saleOf(ask.asked, facts.price);
  const wrongAmount = amountRefusal(sale, coupon.balanceCentavos);
  if (wrongAmount) return refuse(wrongAmount);
  const balanceAfter = centavos(coupon.balanceCentavos - sale.cost);
  return ok({
    ...sale,
    balanceAfter,
    redeemedBefore: coupon.redeemedCentavos,
    redeemedAfter: centavos(coupon.redeemedCentavos + sale.cost),
    statusAfter: balanceAfter === 0 ? "REDEEMED" : "PARTIALLY_REDEEMED",
  });
}

/** Why what was shown could not be redeemed here and now, before any amount is asked; `facts` undefined for no station. */
export function previewRefusal(
  coupon: Coupon,
  shown: Shown,
  { facts, now }: { facts: AtStation | undefined; now: Date },
): Refusal | undefined {
  return codeRefusal(coupon, shown) ?? unusableReason(coupon, now) ?? (facts && stationRefusal(coupon, facts));
}

function accessRefusal(coupon: Coupon, ask: RedemptionAsk, facts: RedemptionFacts): Refusal | undefined {
  if (!facts.isPermitted) return { kind: "UNAUTHORIZED" };
  if (!facts.isAssigned) return { kind: "ACCESS_DENIED" };
  return coupon.userId === ask.attendantId ? { kind: "SELF_REDEMPTION" } : undefined;
}

const codeRefusal = (coupon: Coupon, shown: Shown): Refusal | undefined =>
  (shown.way === "QR" ? shown.qrVersion === coupon.qrVersion : shown.shortCode === coupon.shortCode)
    ? undefined
    : { kind: "QR_SUPERSEDED" };

type AtStation = { readonly stationId: Id<"station">; readonly station: RedemptionFacts["station"] };

/** Imported stations outside the network do not take coupons at all; a coupon may be for one station only. */
export function stationRefusal(coupon: Coupon, { stationId, station }: AtStation): Refusal | undefined {
  if (!station?.acceptsCoupons) return { kind: "WRONG_STATION" };
  if (coupon.stationId !== null && coupon.stationId !== stationId) return { kind: "WRONG_STATION" };
  return station.status === "ACTIVE" ? undefined : { kind: "STATION_CLOSED" };
}

function placeRefusal(
  coupon: Coupon,
  ask: RedemptionAsk,
  { station, pumpFuels }: RedemptionFacts,
): Refusal | undefined {
  const wrongStation = stationRefusal(coupon, { stationId: ask.stationId, station });
  if (wrongStation) return wrongStation;
  if (ask.fuel !== undefined && ask.fuel !== coupon.fuel) return { kind: "WRONG_FUEL" };
  return pumpFuels?.includes(coupon.fuel) ? undefined : { kind: "WRONG_PUMP" };
}

/** 0.1 to 1,000 litres, or the whole remaining balance where that buys less. */
export function amountRefusal({ volume, cost }: Sale, balance: Centavos): Refusal | undefined {
  if (volume > MOST || volume <= 0 || cost <= 0) return { kind: "INVALID_AMOUNT" };
  if (cost > balance)
    return { kind: "INSUFFICIENT_BALANCE", details: [{ path: "balance", message: formatPesos(balance) }] };
  return volume < LEAST && cost !== balance ? { kind: "INVALID_AMOUNT" } : undefined;
}

/** Refusals that are never kept as an operation's answer: who asks, or what was shown, may be put right and tried again. */
const NOT_KEPT: ReadonlySet<string> = new Set(["UNAUTHORIZED", "ACCESS_DENIED", "INVALID_QR_CODE"]);

export const isKept = (refusal: Refusal): boolean => !NOT_KEPT.has(refusal.kind);
