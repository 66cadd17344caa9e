import "maplibre-gl/dist/maplibre-gl.css";
import type { FeatureCollection } from "geojson";
import { type GeoJSONSource, Map as MapLibreMap, setWorkerUrl } from "maplibre-gl";
import { feature } from "topojson-client";

import {
  boundsAround,
  type MapPlace,
  type MapStation,
  placeFeature,
  ringFeatures,
  stationFeatures,
} from "./map-features";
import { type MapGeometry, mapStyle, readPalette } from "./map-style";

export type MapView = {
  readonly stations: readonly MapStation[];
  readonly center: MapPlace;
  /** Whether the centre is a point of its own, such as where somebody searches from. */
  readonly marksCenter: boolean;
  /** The search radius, drawn as the outermost ring. */
  readonly rings: readonly { metres: number; label: string }[];
};

/** Made whole by `next build`, so the worker is served from our own address, as the content security policy asks. */
const worker = new URL("maplibre-gl/dist/maplibre-gl-worker.mjs", import.meta.url).href;

async function loadGeometry(): Promise<MapGeometry> {
  const answer = await fetch("/map/mexico.json");
  if (!answer.ok) throw new Error(`map geometry answered ${answer.status}`);
  return (await answer.json()) as MapGeometry; // our own file, written by scripts/build-map-geometry.mjs
}

const setSource = (map: MapLibreMap, id: string, content: FeatureCollection): void => {
  void map.getSource<GeoJSONSource>(id)?.setData(content);
};

export function showView(map: MapLibreMap, view: MapView): void {
  setSource(map, "stations", stationFeatures(view.stations));
  setSource(map, "you", view.marksCenter ? placeFeature(view.center) : stationFeatures([]));
  setSource(map, "rings", ringFeatures(view.center, view.rings));
  const widest = Math.max(500, ...view.rings.map((ring) => ring.metres));
  map.fitBounds(boundsAround(view.center, widest), { padding: 24, animate: false });
}

/** Draws the map into `host`. Rejects where the browser has no WebGL; the list is then the map's equal. */
export async function drawMap(
  host: HTMLElement,
  view: MapView,
  onOpen: (stationId: string) => void,
): Promise<MapLibreMap> {
  setWorkerUrl(worker);
  const { states, ...rest } = await loadGeometry();
  const geometry = { ...rest, states: toCollection(feature(states, "states")) };
  const map = new MapLibreMap({
    container: host,
    style: mapStyle(geometry, readPalette(host)),
    bounds: boundsAround(view.center, 10_000),
    maxBounds: [
      [-125, 10],
      [-80, 37],
    ],
    maxZoom: 16,
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    cooperativeGestures: false,
  });
  map.touchZoomRotate.disableRotation();
  await new Promise<void>((done) => void map.once("load", () => done()));
  showView(map, view);
  map.on("click", "pins", (event) => {
    const id: unknown = event.features?.[0]?.properties.id;
    if (typeof id === "string") onOpen(id);
  });
  map.on("click", "clusters", (event) => map.easeTo({ center: event.lngLat, zoom: map.getZoom() + 2, duration: 150 }));
  for (const layer of ["pins", "clusters"]) {
    map.on("mouseenter", layer, () => map.getCanvas().style.setProperty("cursor", "pointer"));
    map.on("mouseleave", layer, () => map.getCanvas().style.removeProperty("cursor"));
  }
  return map;
}

const toCollection = (shape: ReturnType<typeof feature>): FeatureCollection =>
  "features" in shape ? shape : { type: "FeatureCollection", features: [shape] };
