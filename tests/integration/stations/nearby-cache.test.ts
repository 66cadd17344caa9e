import fc from "fast-check";
import { describe, expect } from "vitest";

import { createCallerFactory } from "@/server/api/init";
import { nearbyStations } from "@/server/stations/queries/nearby-stations";
import { stationsRouter } from "@/server/stations/router";
import { nearbyInput } from "@/server/stations/schemas";
import { test } from "@/tests/support/coupon-test";
import { openContainer } from "@/tests/support/coupon-world";
import { stationIn } from "@/tests/support/station-test";

const stationsAs = createCallerFactory(stationsRouter);
const NOW = new Date("2026-11-24T18:00:00Z");
const FUELS = ["REGULAR", "PREMIUM", "DIESEL"] as const;

describe("stations out of cached tiles", () => {
  test("are those of the index, in the same order, for a thousand random questions", async ({ container, sql }) => {
    // Five decimals, as the feed has them: two formulas may differ about which of two places a nanometre apart is nearer.
    const degrees = (min: number, max: number) =>
      fc.integer({ min: Math.round(min * 100_000), max: Math.round(max * 100_000) }).map((n) => n / 100_000);
    const place = fc.record({ latitude: degrees(20.2, 21.3), longitude: degrees(-100.9, -99.8) });
    const wish = fc.record({
      place,
      isOpenAllDay: fc.boolean(),
      accepts: fc.boolean(),
      status: fc.constantFrom("ACTIVE", "ACTIVE", "SUSPENDED", "CLOSED"),
      prices: fc.dictionary(fc.constantFrom(...FUELS), fc.integer({ min: 210_000, max: 260_000 })),
    });
    for (const station of fc.sample(wish, { numRuns: 400, seed: 5 })) await stationIn(sql, station);
    const question = fc.record(
      {
        // A double would nearly always be tiny.
        radius: fc.integer({ min: 1, max: 250 }).map((n) => n / 10),
        fuelType: fc.constantFrom(...FUELS),
        maxPrice: fc.constantFrom("22.00", "23.50"),
        openNow: fc.boolean(),
        accepts: fc.boolean(),
        sort: fc.constantFrom("distance", "price", "saving"),
        limit: fc.integer({ min: 1, max: 100 }),
      },
      { requiredKeys: ["radius", "sort"] },
    );
    const questions = fc.sample(fc.tuple(place, question), { numRuns: 1_000, seed: 13 });
    let found = 0;
    for (const [at, more] of questions) {
      const input = nearbyInput.parse({ ...at, ...more });
      const expected = await nearbyStations(container.database.db, input, NOW);
      const got = await container.services.findNearby(input, NOW);
      expect(got).toEqual(expected);
      found += got.length;
    }
    expect(found).toBeGreaterThan(2_000);
  }, 300_000);

  test("show a change made on one instance on another within a second", async ({
    world,
    container,
    databaseUrl,
    isEmbedded,
  }) => {
    const other = await openContainer(databaseUrl, isEmbedded);
    try {
      const station = await world.station({ prices: { REGULAR: 200_000 } });
      const manager = stationsAs(world.contextOf(await world.attendantAt(station, "STATION_MANAGER")));
      const priceOn = async ({ services }: typeof other) => {
        const input = nearbyInput.parse({ latitude: 19.4326, longitude: -99.1332, radius: 1, limit: 100 });
        const all = await services.findNearby(input, new Date());
        return all.find(({ id }) => id === station)?.fuelPrices.REGULAR;
      };
      expect([await priceOn(container), await priceOn(other)]).toEqual(["20.00", "20.00"]);
      await manager.changePrice({ id: station, fuelType: "REGULAR", price: "20.50" });
      for (const instance of [container, other])
        await expect.poll(() => priceOn(instance), { timeout: 1_000, interval: 20 }).toBe("20.50");
    } finally {
      await other.close();
    }
  });

  test("show a scheduled price from its very instant, without anybody saying so", async ({ world, container, sql }) => {
    const station = await world.station({ prices: {} });
    const soon = new Date(Date.now() + 5 * 60_000);
    for (const [price, range] of [
      [200_000, `[2026-01-01,${soon.toISOString()})`],
      [210_000, `[${soon.toISOString()},)`],
    ] as const)
      await sql`insert into price_periods (id, station_id, fuel, price_tenth_milli, valid, source)
        values (gen_random_uuid(), ${station}, 'REGULAR', ${price}, ${range}::tstzrange, 'ADMIN')`;
    const input = nearbyInput.parse({ latitude: 19.4326, longitude: -99.1332, radius: 1, limit: 100 });
    const priceAt = async (at: Date) =>
      (await container.services.findNearby(input, at)).find(({ id }) => id === station)?.fuelPrices.REGULAR;
    await expect.poll(() => priceAt(new Date())).toBe("20.00");
    expect(await priceAt(new Date(soon.getTime() - 1))).toBe("20.00");
    expect(await priceAt(soon)).toBe("21.00");
  });

  test("a thousand who ask for a tile nobody has looked at cost one look", async ({ container }) => {
    const input = nearbyInput.parse({ latitude: 25.67, longitude: -100.31, radius: 0.1 });
    const { db } = container.database;
    let looks = 0;
    const { execute } = db;
    db.execute = ((...all: Parameters<typeof execute>) => {
      looks += 1;
      return Reflect.apply(execute, db, all);
    }) as typeof execute;
    try {
      await Promise.all(Array.from({ length: 1_000 }, () => container.services.findNearby(input, NOW)));
    } finally {
      db.execute = execute;
    }
    expect(looks).toBe(1);
  });
});
