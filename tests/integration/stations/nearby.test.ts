import fc from "fast-check";
import { describe, expect } from "vitest";

import type { Place } from "@/server/kernel/geo";
import { geodesicMetres } from "@/server/kernel/geodesic";
import { type DayHours, isOpenAt } from "@/server/stations/domain/opening-hours";
import { nearbyStations } from "@/server/stations/queries/nearby-stations";
import { nearbyInput } from "@/server/stations/schemas";
import { north, stationIn, test } from "@/tests/support/station-test";

const NOW = new Date("2026-11-24T18:00:00Z");
const MERIDA: Place = { latitude: 20.97, longitude: -89.62 };
const LEON: Place = { latitude: 21.12, longitude: -101.68 };
const TIJUANA: Place = { latitude: 32.5, longitude: -117.0 };

const wish = (place: Place, more: Record<string, unknown> = {}) => nearbyInput.parse({ ...place, ...more });

describe("stations nearby", () => {
  test("come nearest first, in metres, with what is not known as null", async ({ db, sql }) => {
    const far = await stationIn(sql, { name: "Lejos", place: north(MERIDA, 3_000), prices: { REGULAR: 239_900 } });
    const near = await stationIn(sql, { name: "Cerca", place: north(MERIDA, 500), accepts: true, isOpenAllDay: true });
    await stationIn(sql, { place: north(MERIDA, 10_100) });
    await stationIn(sql, { place: north(MERIDA, 100), kind: "SELF_SUPPLY" });
    await stationIn(sql, { place: north(MERIDA, 100), kind: "TRANSPORT" });
    await stationIn(sql, { place: north(MERIDA, 100), status: "CLOSED" });
    const found = await nearbyStations(db, wish(MERIDA), NOW);
    expect(found.map(({ id }) => id)).toEqual([near, far]);
    const metres = geodesicMetres(MERIDA, north(MERIDA, 500));
    expect(found[0]).toEqual({
      id: near,
      name: "Cerca",
      brand: null,
      address: null,
      ...north(MERIDA, 500),
      timeZone: "America/Mexico_City",
      distanceMeters: Math.round(metres * 10) / 10,
      rating: null,
      reviewCount: 0,
      openNow: true,
      status: "ACTIVE",
      acceptsCoupons: true,
      fuelPrices: { REGULAR: null, PREMIUM: null, DIESEL: null },
      pricesUpdatedAt: null,
    });
    expect(found[1]).toMatchObject({
      openNow: null,
      fuelPrices: { REGULAR: "23.99", PREMIUM: null, DIESEL: null },
      pricesUpdatedAt: "2026-01-01T00:00:00.000Z",
    });
  });

  test("a radius is kept to the metre", async ({ db }) => {
    expect(await nearbyStations(db, wish(MERIDA, { radius: "0.4" }), NOW)).toHaveLength(0);
    expect(await nearbyStations(db, wish(MERIDA, { radius: "0.6" }), NOW)).toHaveLength(1);
    expect(await nearbyStations(db, wish(MERIDA, { radius: 11 }), NOW)).toHaveLength(3);
    expect(await nearbyStations(db, wish(MERIDA, { radius: 11, limit: "2" }), NOW)).toHaveLength(2);
  });

  test("are filtered and sorted by the price of the asked fuel", async ({ db, sql }) => {
    const at = (metres: number, prices: Record<string, number>, more = {}) =>
      stationIn(sql, { place: north(LEON, metres), prices, ...more });
    const dear = await at(100, { REGULAR: 250_000, DIESEL: 230_000 });
    const cheap = await at(200, { REGULAR: 220_000 });
    const same = await at(300, { REGULAR: 220_000, DIESEL: 260_000 }, { accepts: true });
    const bare = await at(50, {});
    const ids = async (more: Record<string, unknown>) =>
      (await nearbyStations(db, wish(LEON, more), NOW)).map(({ id }) => id);
    expect(await ids({ sort: "price", fuelType: "REGULAR" })).toEqual([cheap, same, dear]);
    expect(await ids({ sort: "price" })).toEqual([cheap, same, dear, bare]);
    expect(await ids({ fuelType: "DIESEL" })).toEqual([dear, same]);
    expect(await ids({ fuelType: "DIESEL", maxPrice: "23.00" })).toEqual([dear]);
    expect(await ids({ fuelType: "REGULAR", maxPrice: "22" })).toEqual([cheap, same]);
    expect(await ids({ accepts: "true" })).toEqual([same]);
    expect(await ids({ accepts: "false" })).toEqual([bare, dear, cheap, same]);
    const before = new Date("2025-06-01T00:00:00Z");
    expect(await nearbyStations(db, wish(LEON, { fuelType: "REGULAR" }), before)).toEqual([]);
  });

  test("the filter for open ones and the rule of the domain agree at any instant", async ({ db, sql }) => {
    const times = ["00:00", "05:30", "06:00", "12:00", "22:00", "23:59"];
    const day = fc.record({
      weekday: fc.integer({ min: 1, max: 7 }),
      opensAt: fc.constantFrom(...times),
      closesAt: fc.constantFrom(...times),
    });
    const weeks: readonly DayHours[][] = fc.sample(
      fc.uniqueArray(day, { selector: (d) => `${d.weekday} ${d.opensAt}`, minLength: 1, maxLength: 9 }),
      { numRuns: 25, seed: 7 },
    );
    const stations: { id: string; hours: readonly DayHours[]; timeZone: string }[] = [];
    for (const [i, hours] of weeks.entries()) {
      const timeZone = i % 2 === 0 ? "America/Tijuana" : "America/Cancun";
      stations.push({ id: await stationIn(sql, { place: north(TIJUANA, i), hours, timeZone }), hours, timeZone });
    }
    const instants = fc.sample(
      fc.date({ min: new Date("2026-03-01T00:00:00Z"), max: new Date("2026-12-31T00:00:00Z"), noInvalidDate: true }),
      { numRuns: 40, seed: 11 },
    );
    for (const at of [...instants, new Date("2026-11-24T14:00:00Z"), new Date("2026-11-24T13:59:59.999Z")]) {
      const open = await nearbyStations(db, wish(TIJUANA, { openNow: "true", limit: 100 }), at);
      const expected = stations.filter(({ hours, timeZone }) => isOpenAt({ timeZone, isOpenAllDay: false, hours }, at));
      expect(open.map(({ id }) => id)).toEqual(expected.map(({ id }) => id));
      expect(open.every(({ openNow }) => openNow === true)).toBe(true);
    }
  });
});

describe("what may be asked", () => {
  test.for([
    [{ latitude: "19.4" }],
    [{ latitude: "", longitude: "-99" }],
    [{ latitude: "abc", longitude: "-99" }],
    [{ latitude: "91", longitude: "-99" }],
    [{ latitude: "19.4", longitude: "-181" }],
    [{ latitude: "NaN", longitude: "-99" }],
    [{ latitude: "0x10", longitude: "-99" }],
    [{ latitude: "19.4", longitude: "-99", radius: "0.05" }],
    [{ latitude: "19.4", longitude: "-99", radius: "50.1" }],
    [{ latitude: "19.4", longitude: "-99", limit: "0" }],
    [{ latitude: "19.4", longitude: "-99", limit: "101" }],
    [{ latitude: "19.4", longitude: "-99", limit: "2.5" }],
    [{ latitude: "19.4", longitude: "-99", fuelType: "KEROSENE" }],
    [{ latitude: "19.4", longitude: "-99", maxPrice: "-1" }],
    [{ latitude: "19.4", longitude: "-99", openNow: "yes" }],
    [{ latitude: "19.4", longitude: "-99", sort: "rating" }],
    [{ latitude: "19.4", longitude: "-99", page: "1" }],
  ] as const)("is not %j", ([asked]) => {
    expect(nearbyInput.safeParse(asked).success).toBe(false);
  });
});
