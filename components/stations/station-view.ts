import type { Fuel } from "@/server/kernel/fuel";
import type { StationListing } from "@/server/stations/schemas";

/** A station as the lists show it. */
export type StationView = StationListing;

const STALE_AFTER_MS = 86_400_000;

/** A reported price older than a day is shown greyed, with its age; a network station's own price is the one that is charged. */
export const isStale = (station: Pick<StationView, "acceptsCoupons" | "pricesUpdatedAt">, now: Date): boolean =>
  !station.acceptsCoupons &&
  (station.pricesUpdatedAt === null || now.getTime() - new Date(station.pricesUpdatedAt).getTime() > STALE_AFTER_MS);

/** The lowest price of a fuel among stations that have one, with its station. */
export function cheapest(stations: readonly StationView[], fuel: Fuel): StationView | undefined {
  return stations
    .filter((station) => station.fuelPrices[fuel])
    .sort((a, b) => Number(a.fuelPrices[fuel]) - Number(b.fuelPrices[fuel]))[0];
}
