import type { Fuel } from "@/server/kernel/fuel";
import { parsePrice, type TenthMilli, tenthMilli } from "@/server/kernel/money";

import { parsePlaceId } from "./feed-place";

/** Why a price of the regulator's feed is not taken. */
export const PRICE_REASONS = [
  "PLACE_ID_UNREADABLE",
  "FUEL_UNKNOWN",
  "PRICE_UNREADABLE",
  "PRICE_ABSURD",
  "PRICE_OUT_OF_LINE",
  "PRICES_CONFLICT",
  "STATION_REJECTED",
  "STATION_UNKNOWN",
] as const;
export type PriceReason = (typeof PRICE_REASONS)[number];

/** A `<gas_price>` as it stands in the file, with the `place_id` around it. */
export type RawPrice = { readonly placeId: string; readonly fuel: string; readonly price: string };

export type FeedPrice = { readonly placeId: number; readonly fuel: Fuel; readonly price: TenthMilli };

/** MXN per litre; what lies outside is a slip of the keyboard, whoever filed it. */
export const LOWEST_PRICE: TenthMilli = tenthMilli(80_000);
export const HIGHEST_PRICE: TenthMilli = tenthMilli(600_000);

export const isPlausiblePrice = (price: TenthMilli): boolean => price >= LOWEST_PRICE && price <= HIGHEST_PRICE;

const fuels: Readonly<Record<string, Fuel>> = { regular: "REGULAR", premium: "PREMIUM", diesel: "DIESEL" };

type Read = { readonly ok: true; readonly value: FeedPrice } | { readonly ok: false; readonly reason: PriceReason };

function readPrice(raw: RawPrice): Read {
  const placeId = parsePlaceId(raw.placeId);
  if (placeId === undefined) return { ok: false, reason: "PLACE_ID_UNREADABLE" };
  const fuel = Object.hasOwn(fuels, raw.fuel) ? fuels[raw.fuel] : undefined;
  if (fuel === undefined) return { ok: false, reason: "FUEL_UNKNOWN" };
  const price = parsePrice(raw.price.trim());
  return price === undefined
    ? { ok: false, reason: "PRICE_UNREADABLE" }
    : { ok: true, value: { placeId, fuel, price } };
}

export type JudgedPrices = {
  readonly accepted: readonly FeedPrice[];
  /** The same price given again for the same fuel: counted, not a fault. */
  readonly equalDuplicates: number;
  readonly rejected: readonly { readonly raw: RawPrice; readonly reason: PriceReason }[];
};

/**
 * Reads all prices of a file together. Two different prices for one fuel at one station contradict each other, and nobody
 * can say which is right: both go. Only then is a lone price held against the band.
 */
export function judgePrices(raws: readonly RawPrice[]): JudgedPrices {
  const rejected: { raw: RawPrice; reason: PriceReason }[] = [];
  const groups = new Map<string, { raw: RawPrice; price: FeedPrice }[]>();
  for (const raw of raws) {
    const read = readPrice(raw);
    if (!read.ok) {
      rejected.push({ raw, reason: read.reason });
      continue;
    }
    const key = `${read.value.placeId} ${read.value.fuel}`;
    const group = groups.get(key) ?? [];
    group.push({ raw, price: read.value });
    groups.set(key, group);
  }
  const accepted: FeedPrice[] = [];
  let equalDuplicates = 0;
  for (const group of groups.values()) {
    const [first] = group;
    if (!first) continue;
    const isConflict = group.some(({ price }) => price.price !== first.price.price);
    if (isConflict || !isPlausiblePrice(first.price.price)) {
      const reason = isConflict ? "PRICES_CONFLICT" : "PRICE_ABSURD";
      rejected.push(...group.map(({ raw }) => ({ raw, reason }) as const));
    } else {
      accepted.push(first.price);
      equalDuplicates += group.length - 1;
    }
  }
  return { accepted, equalDuplicates, rejected };
}
