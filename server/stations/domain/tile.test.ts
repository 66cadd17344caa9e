import fc from "fast-check";
import { expect, test } from "vitest";

import { geodesicMetres } from "@/server/kernel/geodesic";

import { cornersOf, tileOf, tilesAround } from "./tile";

const place = fc.record({
  latitude: fc.double({ min: 14, max: 33, noNaN: true }),
  longitude: fc.double({ min: -118, max: -86, noNaN: true }),
});

test("whatever lies within a circle lies in one of its tiles", () => {
  const away = fc.double({ min: -0.3, max: 0.3, noNaN: true });
  fc.assert(
    fc.property(place, away, away, (from, up, on) => {
      const to = { latitude: from.latitude + up, longitude: from.longitude + on };
      expect(tilesAround(from, geodesicMetres(from, to))).toContain(tileOf(to));
    }),
    { numRuns: 2_000 },
  );
});

test("a place lies between the corners of its tile", () => {
  fc.assert(
    fc.property(place, (at) => {
      const { south, west, north, east } = cornersOf(tileOf(at));
      expect(at.latitude >= south && at.latitude < north && at.longitude >= west && at.longitude < east).toBe(true);
    }),
  );
});
