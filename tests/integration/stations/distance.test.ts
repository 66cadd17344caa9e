import { expect, test } from "vitest";

import { metersBetween } from "@/server/kernel/geo";
import { geodesicMetres } from "@/server/kernel/geodesic";

const zocalo = { latitude: 19.4326, longitude: -99.1332 };

test("given the same place, there is no distance", () => {
  expect(metersBetween(zocalo, zocalo)).toBe(0);
});

test("given two cities, the distance is that of the map within 0.6 %", () => {
  const guadalajara = { latitude: 20.6767, longitude: -103.3475 };
  const meters = metersBetween(zocalo, guadalajara);
  const exact = geodesicMetres(zocalo, guadalajara);
  expect(Math.abs(meters - exact) / exact).toBeLessThan(0.006);
  expect(metersBetween(guadalajara, zocalo)).toBeCloseTo(meters, 6);
});

test("given the two sides of the date line, the short way counts", () => {
  const meters = metersBetween({ latitude: 0, longitude: 179.9 }, { latitude: 0, longitude: -179.9 });
  expect(meters).toBeGreaterThan(22_000);
  expect(meters).toBeLessThan(22_500);
});
