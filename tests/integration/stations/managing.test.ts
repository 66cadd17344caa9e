import { describe, expect } from "vitest";

import { createCallerFactory } from "@/server/api/init";
import { asId } from "@/server/kernel/id";
import { stationsRouter } from "@/server/stations/router";
import { refusalOf, test } from "@/tests/support/coupon-test";

const stationsAs = createCallerFactory(stationsRouter);

describe("a price set by hand", () => {
  test("within a tenth holds at once and closes the one before", async ({ world, sql }) => {
    const station = await world.station({ prices: { REGULAR: 200_000 } });
    const manager = world.contextOf(await world.attendantAt(station, "STATION_MANAGER"));
    const changed = await stationsAs(manager).changePrice({ id: station, fuelType: "REGULAR", price: "22.00" });
    expect(changed).toMatchObject({ state: "CHANGED", price: "22.00", requestId: null });
    const rows =
      await sql`select price_tenth_milli as price, source, upper_inf(valid) as open, actor_id from price_periods
      where station_id = ${station} and fuel = 'REGULAR' order by lower(valid)`;
    expect(rows).toMatchObject([
      { price: 200_000, open: false, actor_id: null },
      { price: 220_000, open: true, source: "MANAGER" },
    ]);
    expect(await stationsAs(manager).byId({ id: station })).toMatchObject({ fuelPrices: { REGULAR: "22.00" } });
    const again = await stationsAs(manager).changePrice({ id: station, fuelType: "REGULAR", price: "22" });
    expect(again.state).toBe("UNCHANGED");
    const events =
      await sql`select payload from events where aggregate_id = ${station} and type = 'StationPriceChanged'`;
    expect(events).toHaveLength(1);
  });

  test("beyond a tenth waits for an admin who did not ask for it", async ({ world, sql }) => {
    const station = await world.station({ prices: { REGULAR: 200_000 } });
    const admin = world.contextOf(await world.person("ADMIN"));
    const other = world.contextOf(await world.person("ADMIN"));
    const ask = { id: station, fuelType: "REGULAR", price: "22.01" } as const;
    const first = await stationsAs(admin).changePrice(ask);
    const asked = await stationsAs(admin).changePrice({ ...ask, price: "22.50" });
    expect(asked).toMatchObject({ state: "PENDING_APPROVAL", effectiveFrom: null });
    expect(admin.answerHeaders.get("x-status")).toBe("202");
    expect(await stationsAs(admin).byId({ id: station })).toMatchObject({ fuelPrices: { REGULAR: "20.00" } });
    const [id, firstId] = [asId("row", asked.requestId ?? ""), asId("row", first.requestId ?? "")];
    const { requests } = await stationsAs(other).priceRequests({ state: "PENDING_APPROVAL" });
    expect(requests.filter(({ stationId }) => stationId === station)).toMatchObject([
      { id, price: "22.50", currentPrice: "20.00" },
    ]);
    expect(await refusalOf(stationsAs(admin).decidePrice({ id, decision: "APPROVED" }))).toBe("ACCESS_DENIED");
    expect(await refusalOf(stationsAs(other).decidePrice({ id: firstId, decision: "APPROVED" }))).toBe("NOT_FOUND");
    await stationsAs(other).decidePrice({ id, decision: "APPROVED" });
    expect(await stationsAs(admin).byId({ id: station })).toMatchObject({ fuelPrices: { REGULAR: "22.50" } });
    expect(await refusalOf(stationsAs(other).decidePrice({ id, decision: "REJECTED" }))).toBe("NOT_FOUND");
    const states =
      await sql`select state from price_change_requests where station_id = ${station} order by created_at, id`;
    expect(states.map((row) => row["state"])).toEqual(["SUPERSEDED", "APPROVED"]);
  });

  test("may be announced for a later day, and another word takes the announcement back", async ({ world }) => {
    const station = await world.station({ prices: { REGULAR: 200_000 } });
    const manager = world.contextOf(await world.attendantAt(station, "STATION_MANAGER"));
    const later = new Date(Date.now() + 5 * 86_400_000).toISOString();
    const announce = { id: station, fuelType: "REGULAR", price: "21.00", effectiveFrom: later } as const;
    expect(await stationsAs(manager).changePrice(announce)).toMatchObject({ state: "CHANGED", effectiveFrom: later });
    expect(await stationsAs(manager).byId({ id: station })).toMatchObject({ fuelPrices: { REGULAR: "20.00" } });
    await stationsAs(manager).changePrice({ id: station, fuelType: "REGULAR", price: "20.00" });
    const { prices } = await stationsAs(manager).prices({ id: station });
    expect(prices.map(({ price, validTo }) => [price, validTo])).toEqual([["20.00", null]]);
    for (const effectiveFrom of ["2026-01-01T00:00:00Z", new Date(Date.now() + 40 * 86_400_000).toISOString()])
      expect(await refusalOf(stationsAs(manager).changePrice({ ...announce, effectiveFrom }))).toBe("VALIDATION_ERROR");
  });

  test("is nobody else's business", async ({ world }) => {
    const [station, elsewhere] = [await world.station(), await world.station()];
    const ask = { id: station, fuelType: "REGULAR", price: "23.60" } as const;
    const stranger = world.contextOf(await world.attendantAt(elsewhere, "STATION_MANAGER"));
    expect(await refusalOf(stationsAs(stranger).changePrice(ask))).toBe("NOT_FOUND");
    const attendant = world.contextOf(await world.attendantAt(station, "ATTENDANT"));
    expect(await refusalOf(stationsAs(attendant).changePrice(ask))).toBe("ACCESS_DENIED");
    const admin = world.contextOf(await world.person("ADMIN"));
    for (const price of ["7.99", "60.01", "0", "-1", "abc"])
      await expect(stationsAs(admin).changePrice({ ...ask, price })).rejects.toMatchObject({ code: "BAD_REQUEST" });
  });
});

describe("a station kept by an admin", () => {
  const draft = (n: number) => ({
    permit: `PL/99${n}/EXP/ES/2026`,
    name: "Gasolinera del Centro",
    latitude: 19.43,
    longitude: -99.14,
    pumps: [{ number: 1, fuels: ["REGULAR" as const, "DIESEL" as const] }],
    prices: { REGULAR: "23.50" },
  });

  test("is created with its zone, pumps and prices, once a permit", async ({ world, sql }) => {
    const admin = world.contextOf(await world.person("ADMIN"));
    const made = await stationsAs(admin).create(draft(1));
    expect(admin.answerHeaders.get("x-status")).toBe("201");
    expect(made).toMatchObject({
      permit: "PL/991/EXP/ES/2026",
      timeZone: "America/Mexico_City",
      status: "ACTIVE",
      acceptsCoupons: false,
      source: "ADMIN",
      pumps: [{ number: 1, fuels: ["REGULAR", "DIESEL"] }],
      fuelPrices: { REGULAR: "23.50", PREMIUM: null, DIESEL: null },
    });
    expect(await refusalOf(stationsAs(admin).create(draft(1)))).toBe("STATE_CONFLICT");
    expect(await refusalOf(stationsAs(admin).create({ ...draft(2), longitude: -80 }))).toBe("VALIDATION_ERROR");
    expect(await refusalOf(stationsAs(admin).create({ ...draft(2), permit: "PL/1/TRA/OM/2018" }))).toBe(
      "VALIDATION_ERROR",
    );
    expect(await refusalOf(stationsAs(admin).create({ ...draft(2), acceptsCoupons: true }))).toBe("VALIDATION_ERROR");
    const [event] = await sql`select payload from events where type = 'StationCreated' and aggregate_id = ${made.id}`;
    expect(event).toEqual({ payload: { stationId: made.id, acceptsCoupons: false } });
  });

  test("joins the network with a contract that has begun, and only what is given changes", async ({ world }) => {
    const admin = stationsAs(world.contextOf(await world.person("ADMIN")));
    const { id } = await admin.create(draft(3));
    const join = (contractDate: string | null) => admin.update({ id, acceptsCoupons: true, contractDate });
    expect(await refusalOf(join(null))).toBe("VALIDATION_ERROR");
    expect(await refusalOf(join("2999-01-01"))).toBe("VALIDATION_ERROR");
    expect(await join("2026-01-31")).toMatchObject({ acceptsCoupons: true, contractDate: "2026-01-31" });
    const hours = [{ weekday: 1, opensAt: "06:00", closesAt: "22:00" }];
    expect(await admin.update({ id, hours, brand: "JSM" })).toMatchObject({
      name: "Gasolinera del Centro",
      brand: "JSM",
      hours,
      acceptsCoupons: true,
      pumps: [{ number: 1 }],
    });
    expect(await refusalOf(admin.update({ id, contractDate: null }))).toBe("VALIDATION_ERROR");
    expect(await admin.update({ id, latitude: 32.5, longitude: -116.9 })).toMatchObject({
      timeZone: "America/Tijuana",
    });
    await expect(admin.update({ id })).rejects.toMatchObject({ code: "BAD_REQUEST" });
    const { stations } = await admin.directory({ accepts: "true" });
    expect(stations.some((station) => station.id === id)).toBe(true);
  });

  test("is changed by admins alone", async ({ world }) => {
    const customer = stationsAs(world.contextOf(await world.person()));
    expect(await refusalOf(customer.create(draft(4)))).toBe("ACCESS_DENIED");
    expect(await refusalOf(customer.directory({}))).toBe("ACCESS_DENIED");
    const auditor = stationsAs(world.contextOf(await world.person("AUDITOR")));
    expect((await auditor.directory({ limit: 1 })).stations).toHaveLength(1);
    expect(await refusalOf(auditor.create(draft(4)))).toBe("ACCESS_DENIED");
  });
});
