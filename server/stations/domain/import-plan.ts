import type { Place } from "@/server/kernel/geo";
import type { Id } from "@/server/kernel/id";
import { formatPrice, type TenthMilli } from "@/server/kernel/money";

import { type FeedPlace, judgePlace, parsePlaceId, type PlaceReason, type RawPlace } from "./feed-place";
import { type FeedPrice, judgePrices, type PriceReason, type RawPrice } from "./feed-price";
import { isOutOfLine, neighbourhood } from "./price-neighbours";
import type { PermitKind, StationSource } from "./station";

/** A station as the import finds it. */
export type KnownStation = {
  readonly id: Id<"station">;
  readonly placeId: number | null;
  readonly permit: string;
  readonly permitKind: PermitKind;
  readonly name: string;
  readonly place: Place;
  readonly timeZone: string;
  readonly source: StationSource;
};

/** What the feed may say of a station; everything else on it is ours. */
export type StationRecord = Omit<KnownStation, "source" | "placeId"> & { readonly placeId: number };

export type RejectedPlace = { readonly raw: RawPlace; readonly reason: PlaceReason };
export type RejectedPrice = { readonly raw: RawPrice; readonly reason: PriceReason };

export type PlacesPlan = {
  readonly insert: readonly StationRecord[];
  readonly update: readonly StationRecord[];
  readonly unchanged: number;
  /** Those among the above whose coordinates had to be put right. */
  readonly repaired: number;
  /** Stations whose name and place an admin has set: the feed does not overrule a person. */
  readonly kept: number;
  readonly rejected: readonly RejectedPlace[];
};

const recordOf = (id: Id<"station">, { permit, ...feed }: FeedPlace): StationRecord => ({
  id,
  placeId: feed.placeId,
  permit: permit.text,
  permitKind: permit.kind,
  name: feed.name,
  place: feed.place,
  timeZone: feed.timeZone,
});

const isSame = (known: KnownStation, record: StationRecord): boolean =>
  known.placeId === record.placeId &&
  known.permitKind === record.permitKind &&
  known.name === record.name &&
  known.timeZone === record.timeZone &&
  known.place.latitude === record.place.latitude &&
  known.place.longitude === record.place.longitude;

/**
 * A place is the station of its permit; its `place_id` must agree, because prices come by it. A place that names one station
 * by the permit and another by the id is refused.
 */
export function planPlaces(
  raws: readonly RawPlace[],
  known: readonly KnownStation[],
  newStationId: () => Id<"station">,
): PlacesPlan {
  const byPermit = new Map(known.map((station) => [station.permit, station]));
  const byPlaceId = new Map(known.flatMap((station) => (station.placeId === null ? [] : [[station.placeId, station]])));
  const [insert, update]: [StationRecord[], StationRecord[]] = [[], []];
  const rejected: RejectedPlace[] = [];
  const taken = new Set<string | number>();
  let [unchanged, kept, repaired] = [0, 0, 0];
  for (const raw of raws) {
    const verdict = judgePlace(raw);
    const reason = verdict.ok ? clash(verdict.value, { byPermit, byPlaceId, taken }) : verdict.reason;
    if (!verdict.ok || reason) {
      rejected.push({ raw, reason: reason ?? "IDENTITY_CONFLICT" });
      continue;
    }
    const feed = verdict.value;
    if (feed.isRepaired) repaired += 1;
    taken.add(feed.placeId).add(feed.permit.text);
    const station = byPermit.get(feed.permit.text);
    const record = recordOf(station?.id ?? newStationId(), feed);
    if (!station) insert.push(record);
    else if (isSame(station, record)) unchanged += 1;
    else if (station.source === "REGULATOR") update.push(record);
    else if (station.placeId === null) update.push({ ...station, placeId: feed.placeId });
    else kept += 1;
  }
  return { insert, update, unchanged, repaired, kept, rejected };
}

type Directory = {
  byPermit: ReadonlyMap<string, KnownStation>;
  byPlaceId: ReadonlyMap<number, KnownStation>;
  taken: ReadonlySet<string | number>;
};

function clash(feed: FeedPlace, { byPermit, byPlaceId, taken }: Directory): PlaceReason | undefined {
  if (taken.has(feed.placeId) || taken.has(feed.permit.text)) return "PLACE_TWICE";
  const ofPermit = byPermit.get(feed.permit.text);
  const ofPlaceId = byPlaceId.get(feed.placeId);
  if (ofPlaceId && ofPlaceId !== ofPermit) return "IDENTITY_CONFLICT";
  const isMoved = ofPermit && ofPermit.placeId !== null && ofPermit.placeId !== feed.placeId;
  return isMoved ? "IDENTITY_CONFLICT" : undefined;
}

export type SeenPrice = FeedPrice & { readonly stationId: Id<"station"> };

export type PricesPlan = {
  readonly seen: readonly SeenPrice[];
  readonly equalDuplicates: number;
  readonly rejected: readonly RejectedPrice[];
};

type PricesAsk = {
  readonly raws: readonly RawPrice[];
  readonly places: readonly RawPlace[];
  readonly stationOf: (placeId: number) => Id<"station"> | undefined;
};

/** Which prices belong to which station, and why the others do not. */
export function planPrices({ raws, places, stationOf }: PricesAsk): PricesPlan {
  const judged = judgePrices(raws);
  const listed = new Set(places.map((raw) => parsePlaceId(raw.placeId)));
  const seen: SeenPrice[] = [];
  const rejected = [...judged.rejected];
  for (const { placeId, fuel, price } of judged.accepted) {
    const stationId = stationOf(placeId);
    if (stationId) seen.push({ placeId, stationId, fuel, price });
    else
      rejected.push({
        raw: rawOf({ placeId, fuel, price }),
        reason: listed.has(placeId) ? "STATION_REJECTED" : "STATION_UNKNOWN",
      });
  }
  return { seen, equalDuplicates: judged.equalDuplicates, rejected };
}

const rawOf = ({ placeId, fuel, price }: FeedPrice): RawPrice => ({
  placeId: String(placeId),
  fuel: fuel.toLowerCase(),
  price: formatPrice(price),
});

type Placed = { readonly place: Place; readonly own: TenthMilli | undefined };

/** Sets aside, for a person to look at, prices that are far from the station's own last one and from its neighbours'. */
export function setAsideOutOfLine(plan: PricesPlan, placed: (price: SeenPrice) => Placed | undefined): PricesPlan {
  const located = plan.seen.map((seen) => ({ seen, at: placed(seen) }));
  const around = neighbourhood(located.flatMap(({ seen, at }) => (at ? [{ ...seen, place: at.place }] : [])));
  const isOdd = ({ seen, at }: (typeof located)[number]): boolean =>
    at !== undefined && isOutOfLine(seen.price, { own: at.own, around: around({ ...at, fuel: seen.fuel }) });
  const odd = new Set(located.filter(isOdd).map(({ seen }) => seen));
  if (odd.size === 0) return plan;
  return {
    ...plan,
    seen: plan.seen.filter((seen) => !odd.has(seen)),
    rejected: [
      ...plan.rejected,
      ...[...odd].map((seen) => ({ raw: rawOf(seen), reason: "PRICE_OUT_OF_LINE" as const })),
    ],
  };
}
