import { describe, expect } from "vitest";

import { createCallerFactory } from "@/server/api/init";
import { asId } from "@/server/kernel/id";
import { endOfLocalDay } from "@/server/kernel/time";
import { stationsRouter } from "@/server/stations/router";
import { refusalOf, test } from "@/tests/support/coupon-test";

const stationsAs = createCallerFactory(stationsRouter);
const HOUR = 3_600_000;

describe("changes of one local day", () => {
  test("are four for a fuel, whoever makes them, and the next day has its own", async ({ world }) => {
    const zone = "America/Tijuana";
    const station = await world.station({ prices: { REGULAR: 200_000, DIESEL: 240_000 }, timeZone: zone });
    const manager = stationsAs(world.contextOf(await world.attendantAt(station, "STATION_MANAGER")));
    const admin = stationsAs(world.contextOf(await world.person("ADMIN")));
    const regular = (price: string) => ({ id: station, fuelType: "REGULAR", price }) as const;
    for (const price of ["20.10", "20.20", "20.30"]) await manager.changePrice(regular(price));
    await admin.changePrice(regular("20.40"));
    for (const who of [manager, admin])
      expect(await refusalOf(who.changePrice(regular("20.50")))).toBe("DAILY_LIMIT_EXCEEDED");
    expect((await manager.changePrice(regular("20.40"))).state).toBe("UNCHANGED");
    expect((await manager.changePrice({ ...regular("24.10"), fuelType: "DIESEL" })).state).toBe("CHANGED");
    const tomorrow = new Date(endOfLocalDay(new Date(), 0, zone).getTime() + HOUR).toISOString();
    expect((await manager.changePrice({ ...regular("20.50"), effectiveFrom: tomorrow })).state).toBe("CHANGED");
    const [board] = (await manager.priceBoard({})).stations;
    expect(board?.fuels.map(({ fuelType, changesLeftToday }) => [fuelType, changesLeftToday])).toEqual([
      ["REGULAR", 0],
      ["PREMIUM", 4],
      ["DIESEL", 3],
    ]);
  });

  test("that were announced and taken back do not count", async ({ world }) => {
    const station = await world.station({ prices: { REGULAR: 200_000 } });
    const manager = stationsAs(world.contextOf(await world.attendantAt(station, "STATION_MANAGER")));
    const sooner = (i: number) => new Date(Date.now() + 3 * 24 * HOUR - i * 1_000).toISOString();
    for (let i = 0; i < 6; i += 1)
      await manager.changePrice({ id: station, fuelType: "REGULAR", price: `20.${i + 1}0`, effectiveFrom: sooner(i) });
    const [line] = (await manager.priceBoard({})).stations[0]?.fuels ?? [];
    expect(line).toMatchObject({ price: "20.00", changesLeftToday: 4, next: { price: "20.60" } });
  });

  test("at once from many hands are still four", async ({ world, sql }) => {
    const station = await world.station({ prices: { REGULAR: 200_000 } });
    const managers = await Promise.all(Array.from({ length: 8 }, () => world.attendantAt(station, "STATION_MANAGER")));
    const ended = await Promise.allSettled(
      managers.map((who, i) =>
        stationsAs(world.contextOf(who)).changePrice({ id: station, fuelType: "REGULAR", price: `20.${i + 1}0` }),
      ),
    );
    expect(ended.filter(({ status }) => status === "fulfilled")).toHaveLength(4);
    const [row] = await sql`select count(*)::int as n from price_periods where station_id = ${station}`;
    expect(row).toEqual({ n: 5 });
  });
});

describe("a change beyond a tenth", () => {
  test("is measured against the price it replaces, not only that of today", async ({ world }) => {
    const station = await world.station({ prices: { REGULAR: 200_000 } });
    const manager = stationsAs(world.contextOf(await world.attendantAt(station, "STATION_MANAGER")));
    const at = (days: number) => new Date(Date.now() + days * 24 * HOUR).toISOString();
    const ask = { id: station, fuelType: "REGULAR" } as const;
    await manager.changePrice({ ...ask, price: "18.10", effectiveFrom: at(1) });
    const second = await manager.changePrice({ ...ask, price: "21.90", effectiveFrom: at(2) });
    expect(second.state).toBe("PENDING_APPROVAL");
  });
});

describe("the price board", () => {
  test("says who set what, what comes next and what the board was seen to say", async ({ world }) => {
    const station = await world.station({ prices: { REGULAR: 235_000, DIESEL: 250_000 } });
    const who = await world.attendantAt(station, "STATION_MANAGER");
    const manager = stationsAs(world.contextOf(who));
    await manager.changePrice({ id: station, fuelType: "REGULAR", price: "24.01" });
    const { checks } = await manager.confirmBoard({ id: station, board: { REGULAR: "24.01", DIESEL: "25.10" } });
    expect(checks).toEqual([
      { fuelType: "REGULAR", board: "24.01", price: "24.01", agrees: true },
      { fuelType: "DIESEL", board: "25.10", price: "25.00", agrees: false },
    ]);
    const [seen] = (await manager.priceBoard({})).stations;
    expect(seen).toMatchObject({ id: station, timeZone: "America/Mexico_City" });
    expect(seen?.fuels).toMatchObject([
      { fuelType: "REGULAR", price: "24.01", setBy: "Ana Ruiz", isOverVoluntaryCap: true, board: { agrees: true } },
      { fuelType: "PREMIUM", price: null, setBy: null, board: null },
      { fuelType: "DIESEL", price: "25.00", isOverVoluntaryCap: false, board: { agrees: false, price: "25.10" } },
    ]);
    const { prices } = await manager.priceLog({ id: station });
    expect(prices.map(({ price, setBy }) => [price, setBy])).toContainEqual(["24.01", "Ana Ruiz"]);
  });

  test("of a manager has their own stations only; an admin's has the network, page by page", async ({ world }) => {
    const [own, other] = [await world.station(), await world.station()];
    const manager = stationsAs(world.contextOf(await world.attendantAt(own, "STATION_MANAGER")));
    expect((await manager.priceBoard({})).stations.map(({ id }) => id)).toEqual([own]);
    expect(await refusalOf(manager.priceLog({ id: other }))).toBe("NOT_FOUND");
    expect(await refusalOf(manager.confirmBoard({ id: other, board: { REGULAR: "23.50" } }))).toBe("NOT_FOUND");
    const admin = stationsAs(world.contextOf(await world.person("ADMIN")));
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof admin.priceBoard>> = await admin.priceBoard({
        limit: 1,
        ...(cursor !== null && { cursor: asId("station", cursor) }),
      });
      seen.push(...page.stations.map(({ id }) => id));
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toEqual(expect.arrayContaining([own, other]));
    const attendant = stationsAs(world.contextOf(await world.attendantAt(own)));
    expect(await refusalOf(attendant.priceBoard({}))).toBe("ACCESS_DENIED");
  });
});
