import type { Feature, FeatureCollection, Point } from "geojson";

export type MapPlace = { readonly latitude: number; readonly longitude: number };
export type MapStation = MapPlace & {
  readonly id: string;
  readonly name: string;
  /** What stands under the pin, such as a price. */
  readonly label: string;
  readonly isNetwork: boolean;
};

const EARTH_RADIUS_M = 6_371_008;
const RING_STEPS = 96;
const collection = (features: Feature[]): FeatureCollection => ({ type: "FeatureCollection", features });
const pointAt = ({ longitude, latitude }: MapPlace): Point => ({ type: "Point", coordinates: [longitude, latitude] });

export const stationFeatures = (stations: readonly MapStation[]): FeatureCollection =>
  collection(
    stations.map(({ id, name, label, isNetwork, ...place }) => ({
      type: "Feature",
      properties: { id, name, label, isNetwork },
      geometry: pointAt(place),
    })),
  );

export const placeFeature = (place: MapPlace): FeatureCollection =>
  collection([{ type: "Feature", properties: {}, geometry: pointAt(place) }]);

/** The point that lies `metres` away on a sphere, in a direction of radians from north. Good to 0.5 %; for drawing only. */
export function pointAway({ latitude, longitude }: MapPlace, metres: number, direction: number): [number, number] {
  const angle = metres / EARTH_RADIUS_M;
  const lat = (latitude * Math.PI) / 180;
  const to = Math.asin(Math.sin(lat) * Math.cos(angle) + Math.cos(lat) * Math.sin(angle) * Math.cos(direction));
  const turn = Math.atan2(
    Math.sin(direction) * Math.sin(angle) * Math.cos(lat),
    Math.cos(angle) - Math.sin(lat) * Math.sin(to),
  );
  return [longitude + (turn * 180) / Math.PI, (to * 180) / Math.PI];
}

/** Distance rings round a place: on a map without streets they say how far things are. */
export const ringFeatures = (
  center: MapPlace,
  radii: readonly { metres: number; label: string }[],
): FeatureCollection =>
  collection(
    radii.map(({ metres, label }) => ({
      type: "Feature",
      properties: { label },
      geometry: {
        type: "LineString",
        coordinates: Array.from({ length: RING_STEPS + 1 }, (_, step) =>
          pointAway(center, metres, (step / RING_STEPS) * 2 * Math.PI),
        ),
      },
    })),
  );

/** West-south and east-north corners of a circle round a place. */
export function boundsAround(center: MapPlace, metres: number): [[number, number], [number, number]] {
  const [east] = pointAway(center, metres, Math.PI / 2);
  const [west] = pointAway(center, metres, -Math.PI / 2);
  const [, north] = pointAway(center, metres, 0);
  const [, south] = pointAway(center, metres, Math.PI);
  return [
    [west, south],
    [east, north],
  ];
}
