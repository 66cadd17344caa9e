import type { Place } from "@/server/kernel/geo";

import { isWithin, MEXICO } from "./outline";
import { type Permit, parsePermit } from "./permit";
import { cleanName } from "./station-name";
import { timeZoneOf } from "./time-zone";

/**
 * Why a place of the regulator's feed is not taken and waits for a person. Only swapped coordinates are put right, and only
 * where that leads into Mexico: a missing sign put back was still tens of kilometres wrong for every fifth station.
 */
export const PLACE_REASONS = [
  "PLACE_ID_UNREADABLE",
  "NAME_UNREADABLE",
  "PERMIT_UNREADABLE",
  "COORDINATES_UNREADABLE",
  "COORDINATES_ZERO",
  "COORDINATES_SWAPPED",
  "LONGITUDE_SIGN_MISSING",
  "COORDINATES_PROJECTED",
  "OUTSIDE_MEXICO",
  "AT_SEA_OR_ABROAD",
  "PLACE_TWICE",
  "IDENTITY_CONFLICT",
] as const;
export type PlaceReason = (typeof PLACE_REASONS)[number];

/** A `<place>` as it stands in the file. */
export type RawPlace = {
  readonly placeId: string;
  readonly name: string;
  readonly permit: string;
  readonly x: string;
  readonly y: string;
};

export type FeedPlace = {
  readonly placeId: number;
  readonly name: string;
  readonly permit: Permit;
  readonly place: Place;
  readonly timeZone: string;
  /** The file had latitude and longitude the wrong way round. */
  readonly isRepaired: boolean;
};

type Verdict<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly reason: PlaceReason };
const no = (reason: PlaceReason) => ({ ok: false, reason }) as const;

const number = /^[+-]?\d{1,9}(?:\.\d{1,20})?$/;
const isLongitude = (n: number) => n >= -118.6 && n <= -86.5;
const isLatitude = (n: number) => n >= 14.3 && n <= 32.8;

/** What a pair of the feed means: x is the longitude, y the latitude. */
export function judgeCoordinates(rawX: string, rawY: string): Verdict<{ place: Place; isRepaired: boolean }> {
  if (!number.test(rawX.trim()) || !number.test(rawY.trim())) return no("COORDINATES_UNREADABLE");
  const [x, y] = [Number(rawX), Number(rawY)];
  if (x === 0 && y === 0) return no("COORDINATES_ZERO");
  if (Math.abs(x) > 180 || Math.abs(y) > 180) return no("COORDINATES_PROJECTED");
  if (isLatitude(x) && isLongitude(y)) {
    const place = { longitude: y, latitude: x };
    return isWithin(place, MEXICO) ? { ok: true, value: { place, isRepaired: true } } : no("COORDINATES_SWAPPED");
  }
  if (isLongitude(-x) && isLatitude(y)) return no("LONGITUDE_SIGN_MISSING");
  if (!isLongitude(x) || !isLatitude(y)) return no("OUTSIDE_MEXICO");
  const place = { longitude: x, latitude: y };
  return isWithin(place, MEXICO) ? { ok: true, value: { place, isRepaired: false } } : no("AT_SEA_OR_ABROAD");
}

const placeIdForm = /^[1-9]\d{0,8}$/;

export const parsePlaceId = (raw: string): number | undefined =>
  placeIdForm.test(raw.trim()) ? Number(raw.trim()) : undefined;

/** Reads one place alone; what it means beside the others is decided by the import. */
export function judgePlace(raw: RawPlace): Verdict<FeedPlace> {
  const placeId = parsePlaceId(raw.placeId);
  if (placeId === undefined) return no("PLACE_ID_UNREADABLE");
  const permit = parsePermit(raw.permit);
  if (!permit) return no("PERMIT_UNREADABLE");
  const name = cleanName(raw.name);
  if (name === undefined) return no("NAME_UNREADABLE");
  const coordinates = judgeCoordinates(raw.x, raw.y);
  if (!coordinates.ok) return coordinates;
  return {
    ok: true,
    value: { placeId, name, permit, ...coordinates.value, timeZone: timeZoneOf(coordinates.value.place) },
  };
}
