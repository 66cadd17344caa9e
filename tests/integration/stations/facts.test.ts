import { uuidv7 } from "uuidv7";
import { describe, expect } from "vitest";

import { asId } from "@/server/kernel/id";
import {
  assignmentsOf,
  isAssigned,
  priceAt,
  stationFacts,
  stationFactsOf,
  stationsById,
} from "@/server/stations/contract";
import { stationIn, test } from "@/tests/support/station-test";

const NOW = new Date("2026-11-24T18:00:00Z");
const attendant = asId("user", uuidv7());
const stranger = asId("user", uuidv7());

describe("what other contexts may know of a station", () => {
  test("comes for a whole batch in the order it was asked, and says what is missing", async ({ db, sql }) => {
    const open = await stationIn(sql, { accepts: true, isOpenAllDay: true, prices: { REGULAR: 235_000 } });
    const closed = await stationIn(sql, {
      status: "SUSPENDED",
      hours: [{ weekday: 1, opensAt: "06:00", closesAt: "07:00" }],
    });
    await sql`insert into pumps values (${open}, 2, '{REGULAR,DIESEL}')`;
    await sql`insert into assignments (id, user_id, station_id, valid) values (${uuidv7()}, ${attendant}, ${open}, '[2026-11-24T18:00:00Z,2026-11-24T19:00:00Z)')`;
    const ask = { stationId: open, pumpNumber: 2, fuel: "REGULAR", attendantId: attendant } as const;
    const nowhere = asId("station", uuidv7());
    const facts = await stationFacts(
      db,
      [
        ask,
        { ...ask, stationId: nowhere },
        { ...ask, pumpNumber: 3, fuel: "DIESEL", attendantId: stranger },
        { ...ask, stationId: closed },
      ],
      NOW,
    );
    expect(facts).toEqual([
      {
        station: {
          id: open,
          name: "Estación de prueba",
          status: "ACTIVE",
          acceptsCoupons: true,
          timeZone: "America/Mexico_City",
          place: { latitude: 19.4326, longitude: -99.1332 },
        },
        isOpen: true,
        pumpFuels: ["REGULAR", "DIESEL"],
        price: 235_000,
        isAssigned: true,
      },
      { station: undefined, isOpen: undefined, pumpFuels: undefined, price: undefined, isAssigned: false },
      expect.objectContaining({ pumpFuels: undefined, price: undefined, isAssigned: false }),
      expect.objectContaining({
        station: expect.objectContaining({ status: "SUSPENDED", acceptsCoupons: false }),
        isOpen: false,
        isAssigned: false,
      }),
    ]);
    const later = new Date("2026-11-24T19:00:00Z");
    expect((await stationFactsOf(db, ask, later)).isAssigned).toBe(false);
    expect(await isAssigned(db, { userId: attendant, stationId: open, at: NOW })).toBe(true);
    expect(await isAssigned(db, { userId: attendant, stationId: open, at: later })).toBe(false);
  });

  test("a price holds from its first instant to just before the next one's", async ({ db, sql }) => {
    const station = await stationIn(sql);
    await sql`insert into price_periods (id, station_id, fuel, price_tenth_milli, valid, source) values
      (${uuidv7()}, ${station}, 'DIESEL', 250000, '[2026-01-01T00:00:00Z,2026-02-01T00:00:00Z)', 'REGULATOR'),
      (${uuidv7()}, ${station}, 'DIESEL', 260000, '[2026-02-01T00:00:00Z,)', 'MANAGER')`;
    const at = (instant: string) => priceAt(db, { stationId: station, fuel: "DIESEL", at: new Date(instant) });
    expect(await at("2025-12-31T23:59:59.999Z")).toBeUndefined();
    expect(await at("2026-01-31T23:59:59.999Z")).toBe(250_000);
    expect(await at("2026-02-01T00:00:00Z")).toBe(260_000);
  });

  test("a person's workplaces are those that have not ended, the oldest first", async ({ db, sql }) => {
    const [first, second, left] = [
      await stationIn(sql, { name: "Uno" }),
      await stationIn(sql, { name: "Dos" }),
      await stationIn(sql),
    ];
    const who = asId("user", uuidv7());
    await sql`insert into assignments (id, user_id, station_id, valid) values
      (${uuidv7()}, ${who}, ${second}, '[2026-02-01,2999-01-01)'), (${uuidv7()}, ${who}, ${first}, '[2026-01-01,)'),
      (${uuidv7()}, ${who}, ${left}, '[2020-01-01,2021-01-01)')`;
    const found = await assignmentsOf(db, who);
    expect(found.map(({ stationName, validTo }) => [stationName, validTo?.getUTCFullYear() ?? null])).toEqual([
      ["Uno", null],
      ["Dos", 2999],
    ]);
    expect(await assignmentsOf(db, stranger)).toEqual([]);
    const named = await stationsById(db, [first, second, first]);
    expect([...named.values()].map(({ name }) => name).toSorted()).toEqual(["Dos", "Uno"]);
  });
});
