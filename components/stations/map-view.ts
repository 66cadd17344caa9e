import { money } from "@/components/format/format";
import type { MapView } from "@/components/map/draw-map";

import { placeOf, radiusOf, type StationSearch } from "./search-params";
import type { StationView } from "./station-view";

/** What the map shows of a search: the same stations as the list, the point searched from, and rings that say how far. */
export function mapViewOf({ stations, search }: { stations: readonly StationView[]; search: StationSearch }): MapView {
  const fuel = search.fuel ?? "REGULAR";
  const radius = radiusOf(search.radius);
  return {
    center: placeOf(search),
    marksCenter: true,
    rings: [radius / 2, radius].map((km) => ({ metres: km * 1000, label: `${km} km` })),
    stations: stations.map((station) => {
      const price = station.fuelPrices[fuel];
      return {
        id: station.id,
        name: station.name,
        latitude: station.latitude,
        longitude: station.longitude,
        label: price ? money(price) : station.name,
        isNetwork: station.acceptsCoupons,
      };
    }),
  };
}
