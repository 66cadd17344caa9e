import type { FeatureCollection } from "geojson";
import type { LayerSpecification, StyleSpecification } from "maplibre-gl";
import type { Topology } from "topojson-specification";

/** What public/map/mexico.json holds: built by scripts/build-map-geometry.mjs. */
export type MapGeometry = {
  states: Topology;
  urban: FeatureCollection;
  boroughs: FeatureCollection;
  places: FeatureCollection;
};

const ROLES = [
  "surface",
  "surface-raised",
  "surface-sunken",
  "ink",
  "ink-muted",
  "line",
  "line-strong",
  "accent",
  "accent-ink",
  "accent-soft",
] as const;
export type Palette = Record<(typeof ROLES)[number], string>;

/** The page's role colours as the browser resolves them now, so that the map follows the theme. */
export function readPalette(host: HTMLElement): Palette {
  const probe = host.appendChild(document.createElement("span"));
  const entries = ROLES.map((role) => {
    probe.style.color = `var(--${role})`;
    return [role, getComputedStyle(probe).color] as const;
  });
  probe.remove();
  return Object.fromEntries(entries) as Palette; // every role was just listed
}

const empty: FeatureCollection = { type: "FeatureCollection", features: [] };
const font = ["sans-serif"];

const ground = (c: Palette): LayerSpecification[] => [
  { id: "sea", type: "background", paint: { "background-color": c["surface-sunken"] } },
  { id: "land", type: "fill", source: "states", paint: { "fill-color": c["surface-raised"] } },
  { id: "urban", type: "fill", source: "urban", paint: { "fill-color": c["accent-soft"], "fill-opacity": 0.6 } },
  { id: "borders", type: "line", source: "states", paint: { "line-color": c["line-strong"], "line-width": 1 } },
  {
    id: "boroughs",
    type: "line",
    source: "boroughs",
    minzoom: 8,
    paint: { "line-color": c["line-strong"], "line-width": 1, "line-dasharray": [2, 2] },
  },
  {
    id: "places",
    type: "symbol",
    source: "places",
    filter: ["<=", ["get", "rank"], ["step", ["zoom"], 2, 5, 4, 6, 6, 7, 8, 9.5, 10]],
    layout: { "text-field": ["get", "name"], "text-font": font, "text-size": 12 },
    paint: { "text-color": c["ink-muted"], "text-halo-color": c["surface-raised"], "text-halo-width": 1.5 },
  },
];

const rings = (c: Palette): LayerSpecification[] => [
  {
    id: "rings",
    type: "line",
    source: "rings",
    paint: { "line-color": c.accent, "line-width": 1, "line-dasharray": [3, 3] },
  },
  {
    id: "ring-labels",
    type: "symbol",
    source: "rings",
    layout: {
      "symbol-placement": "line",
      "text-field": ["get", "label"],
      "text-font": font,
      "text-size": 11,
      "symbol-spacing": 600,
    },
    paint: { "text-color": c.accent, "text-halo-color": c["surface-raised"], "text-halo-width": 2 },
  },
];

const clusters = (c: Palette): LayerSpecification[] => [
  {
    id: "clusters",
    type: "circle",
    source: "stations",
    filter: ["has", "point_count"],
    paint: { "circle-color": c.accent, "circle-radius": ["step", ["get", "point_count"], 14, 10, 18, 50, 24] },
  },
  {
    id: "cluster-counts",
    type: "symbol",
    source: "stations",
    filter: ["has", "point_count"],
    layout: {
      "text-field": ["to-string", ["get", "point_count"]],
      "text-font": font,
      "text-size": 13,
      "text-allow-overlap": true,
    },
    paint: { "text-color": c["accent-ink"] },
  },
];

const pins = (c: Palette): LayerSpecification[] => [
  {
    id: "pins",
    type: "circle",
    source: "stations",
    filter: ["!", ["has", "point_count"]],
    paint: {
      "circle-color": ["case", ["get", "isNetwork"], c.accent, c["surface-raised"]],
      "circle-stroke-color": ["case", ["get", "isNetwork"], c["accent-ink"], c.ink],
      "circle-stroke-width": 2,
      "circle-radius": 8,
    },
  },
  {
    id: "pin-labels",
    type: "symbol",
    source: "stations",
    filter: ["!", ["has", "point_count"]],
    layout: {
      "text-field": ["get", "label"],
      "text-font": font,
      "text-size": 13,
      "text-offset": [0, 1.1],
      "text-anchor": "top",
    },
    paint: { "text-color": c.ink, "text-halo-color": c["surface-raised"], "text-halo-width": 2 },
  },
  {
    id: "you",
    type: "circle",
    source: "you",
    paint: {
      "circle-color": c.ink,
      "circle-radius": 5,
      "circle-stroke-width": 3,
      "circle-stroke-color": c["surface-raised"],
    },
  },
];

/** The whole style; no source, font or sprite comes from another host. */
export const mapStyle = (
  geometry: Omit<MapGeometry, "states"> & { states: FeatureCollection },
  c: Palette,
): StyleSpecification => ({
  version: 8,
  sources: {
    states: { type: "geojson", data: geometry.states },
    urban: { type: "geojson", data: geometry.urban },
    boroughs: { type: "geojson", data: geometry.boroughs },
    places: { type: "geojson", data: geometry.places },
    rings: { type: "geojson", data: empty },
    stations: { type: "geojson", data: empty, cluster: true, clusterRadius: 36, clusterMaxZoom: 13 },
    you: { type: "geojson", data: empty },
  },
  layers: [...ground(c), ...rings(c), ...clusters(c), ...pins(c)],
});
