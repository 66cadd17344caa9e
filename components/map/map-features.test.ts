import { expect, test } from "vitest";

import { boundsAround, pointAway, ringFeatures } from "./map-features";

const zocalo = { latitude: 19.4326, longitude: -99.1332 };

const metresBetween = (a: readonly [number, number], b: readonly [number, number]): number => {
  const radians = (degrees: number) => (degrees * Math.PI) / 180;
  const [dLat, dLng] = [radians(b[1] - a[1]), radians(b[0] - a[0])];
  const h = Math.sin(dLat / 2) ** 2 + Math.cos(radians(a[1])) * Math.cos(radians(b[1])) * Math.sin(dLng / 2) ** 2;
  return 2 * 6_371_008 * Math.asin(Math.sqrt(h));
};

test("given a place and a distance, the ring's points all lie that far away", () => {
  const [ring] = ringFeatures(zocalo, [{ metres: 5000, label: "5 km" }]).features;
  const points = ring?.geometry.type === "LineString" ? ring.geometry.coordinates : [];
  expect(points.length).toBeGreaterThan(90);
  for (const [x = 0, y = 0] of points) {
    expect(metresBetween([zocalo.longitude, zocalo.latitude], [x, y])).toBeCloseTo(5000, 3);
  }
});

test("given a circle, its bounds hold it", () => {
  const [[west, south], [east, north]] = boundsAround(zocalo, 10_000);
  expect(west).toBeLessThan(zocalo.longitude);
  expect(east).toBeGreaterThan(zocalo.longitude);
  expect(pointAway(zocalo, 10_000, 0)[1]).toBe(north);
  expect(south).toBeLessThan(zocalo.latitude);
});
