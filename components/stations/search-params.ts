import {
  createLoader,
  createSerializer,
  type inferParserType,
  parseAsBoolean,
  parseAsFloat,
  parseAsInteger,
  parseAsString,
  parseAsStringLiteral,
} from "nuqs/server";

import { FUELS } from "@/server/kernel/fuel";

/** The Zócalo of Mexico City: where a search starts when nobody has said where they are. */
export const DEFAULT_PLACE = { latitude: 19.4326, longitude: -99.1332 } as const;
export const RADII_KM = [2, 5, 10, 25, 50] as const;

/** What the station list keeps in its address. */
export const stationParams = {
  lat: parseAsFloat,
  lng: parseAsFloat,
  q: parseAsString.withDefault(""),
  radius: parseAsInteger.withDefault(10),
  fuel: parseAsStringLiteral(FUELS),
  sort: parseAsStringLiteral(["distance", "price", "saving"] as const).withDefault("distance"),
  open: parseAsBoolean.withDefault(false),
  network: parseAsBoolean.withDefault(false),
};

export const loadStationParams = createLoader(stationParams);
export type StationSearch = inferParserType<typeof stationParams>;

const serialize = createSerializer(stationParams);
export const stationHref = (search: Partial<StationSearch>): string => serialize("/stations", search);

/** A place from the address when both numbers are on the globe, else the default. */
export function placeOf({ lat, lng }: Pick<StationSearch, "lat" | "lng">): {
  latitude: number;
  longitude: number;
  isDefault: boolean;
} {
  if (lat === null || lng === null || Math.abs(lat) > 90 || Math.abs(lng) > 180)
    return { ...DEFAULT_PLACE, isDefault: true };
  return { latitude: lat, longitude: lng, isDefault: false };
}

export const radiusOf = (radius: number): number => RADII_KM.find((known) => known === radius) ?? 10;
