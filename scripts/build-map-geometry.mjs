#!/usr/bin/env node
/**
 * Builds public/map/mexico.json, the map's only geometry, from public-domain Natural Earth files and INEGI's boroughs of
 * Mexico City. Run by hand when the sources change:
 *   node scripts/build-map-geometry.mjs --states mex.topo.json --urban urban.geojson --places places.geojson --boroughs alcaldias.geojson
 */
import { readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";

const SOURCES = ["states", "urban", "places", "boroughs"];
const { values } = parseArgs({ options: Object.fromEntries(SOURCES.map((name) => [name, { type: "string" }])) });
const missing = SOURCES.filter((name) => !values[name]);
if (missing.length > 0) {
  console.error(`build-map-geometry: missing ${missing.map((name) => `--${name} FILE`).join(", ")}`);
  process.exit(2);
}

const read = (name) => JSON.parse(readFileSync(values[name], "utf8"));
// Names the older edition has differently from today's.
const renamed = {
  "Distrito Federal": "Ciudad de México",
  "Mexico City": "Ciudad de México",
  México: "Estado de México",
};
const nameOf = (name) => renamed[name] ?? name;
const round =
  (places) =>
  ([x, y]) => [Number(x.toFixed(places)), Number(y.toFixed(places))];

function distanceToChord([x, y], [ax, ay], [bx, by]) {
  const [dx, dy] = [bx - ax, by - ay];
  const length = dx * dx + dy * dy;
  const t = length === 0 ? 0 : Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / length));
  return Math.hypot(x - ax - t * dx, y - ay - t * dy);
}

/** Drops points that lie within `tolerance` degrees of the line without them (Douglas and Peucker). */
function simplify(line, tolerance) {
  if (line.length < 3) return line;
  let [far, at] = [0, 0];
  for (let i = 1; i < line.length - 1; i += 1) {
    const away = distanceToChord(line[i], line[0], line[line.length - 1]);
    if (away > far) [far, at] = [away, i];
  }
  if (far <= tolerance) return [line[0], line[line.length - 1]];
  return [...simplify(line.slice(0, at + 1), tolerance).slice(0, -1), ...simplify(line.slice(at), tolerance)];
}

const ringsOf = ({ type, coordinates }) => (type === "Polygon" ? coordinates : coordinates.flat());

/** A closed ring has no chord of its own, so it is cut in two halves first. */
function simplifyRing(ring, tolerance, places) {
  const half = Math.floor(ring.length / 2);
  const kept = [...simplify(ring.slice(0, half + 1), tolerance).slice(0, -1), ...simplify(ring.slice(half), tolerance)];
  return kept.map(round(places));
}

const middleOf = (ring) => {
  const xs = ring.map(([x]) => x);
  const ys = ring.map(([, y]) => y);
  return [(Math.min(...xs) + Math.max(...xs)) / 2, (Math.min(...ys) + Math.max(...ys)) / 2];
};

const polygons = (name, tolerance, places) =>
  read(name).features.map(({ geometry, properties }) => {
    const rings = ringsOf(geometry)
      .map((ring) => simplifyRing(ring, tolerance, places))
      .filter((ring) => ring.length > 3);
    return { name: properties.nom_agem, rings };
  });

const states = read("states");
for (const geometry of Object.values(states.objects)[0].geometries) {
  geometry.properties = { name: nameOf(geometry.properties.name ?? "") };
}
const boroughs = polygons("boroughs", 0.0008, 4);
const points = (list) => ({
  type: "FeatureCollection",
  features: list.map(({ at, ...properties }) => ({
    type: "Feature",
    properties,
    geometry: { type: "Point", coordinates: at },
  })),
});
const areas = (list) => ({
  type: "FeatureCollection",
  features: list.map(({ rings }) => ({
    type: "Feature",
    properties: {},
    geometry: { type: "Polygon", coordinates: rings },
  })),
});

const cities = read("places").features.map(({ geometry, properties }) => ({
  name: nameOf(properties.name),
  rank: properties.scalerank,
  at: round(3)(geometry.coordinates),
}));
const districts = boroughs.map(({ name, rings }) => ({ name, rank: 10, at: round(4)(middleOf(rings[0])) }));

const map = {
  states: {
    type: "Topology",
    transform: states.transform,
    arcs: states.arcs,
    objects: { states: Object.values(states.objects)[0] },
  },
  urban: areas(polygons("urban", 0.01, 3)),
  boroughs: areas(boroughs),
  places: points([...cities, ...districts]),
};
writeFileSync("public/map/mexico.json", `${JSON.stringify(map)}\n`);
console.log(
  `public/map/mexico.json: ${states.arcs.length} arcs, ${cities.length} cities, ${districts.length} boroughs`,
);
