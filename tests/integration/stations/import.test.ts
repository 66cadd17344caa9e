import type { Sql } from "postgres";
import { describe, expect } from "vitest";

import { imported, importPair, rawPlace, rawPrice, test } from "@/tests/support/station-test";

const historyOf = async (sql: Sql, placeId: number, fuel = "REGULAR") => {
  const rows = await sql`
    select p.price_tenth_milli as price, lower(p.valid) as from, upper(p.valid) as to
    from price_periods p join stations s on s.id = p.station_id
    where s.place_id = ${placeId} and p.fuel = ${fuel} order by lower(p.valid)`;
  return rows.map((row) => [row["price"] / 10_000, day(row["from"]), day(row["to"])]);
};
const day = (at: Date | null) => (at === null ? null : at.toISOString().slice(0, 10));
const fingerprint = async (sql: Sql) =>
  (
    await sql`
    select (select md5(string_agg(s::text, '|' order by s.id)) from stations s) as stations,
           (select md5(string_agg(p::text, '|' order by p.id)) from price_periods p) as prices`
  )[0];

describe("a pair with every defect of the feed", () => {
  const places = [
    rawPlace(101, { name: "  LA  BUENA, S.A. " }),
    rawPlace(102, { x: "-116.9214", y: "32.47641" }),
    rawPlace(103, { permit: "PL/103/EXP/ESA/2019" }),
    rawPlace(104, { permit: "PL/104/TRA/OM/2018" }),
    rawPlace(105, { x: "0", y: "0" }),
    rawPlace(106, { x: "19.41447", y: "-99.03223" }),
    rawPlace(107, { x: "101.5987", y: "21.07213" }),
    rawPlace(108, { x: "355773.1", y: "2272.49" }),
    rawPlace(109, { x: "-88.13531", y: "29.6988" }),
    rawPlace(110, { x: "-74.006", y: "40.7128" }),
    rawPlace(111, { x: "" }),
    rawPlace(112, { permit: "LP/14050/COM/2016" }),
    rawPlace(113, { name: " " }),
    rawPlace(114, { placeId: "abc" }),
    rawPlace(101, { permit: "PL/115/EXP/ES/2015" }),
  ];
  const prices = [
    rawPrice(101, "regular", "23.19"),
    rawPrice(101, "premium", "26.6"),
    rawPrice(101, "diesel", "26.48"),
    rawPrice(101, "diesel", "26.39"),
    rawPrice(102, "regular", "24"),
    rawPrice(102, "regular", "24.00"),
    rawPrice(102, "premium", "1"),
    rawPrice(102, "diesel", "98.95"),
    rawPrice(105, "regular", "23"),
    rawPrice(999, "regular", "23"),
    rawPrice(101, "lpg", "12"),
    rawPrice(102, "diesel", "n/a"),
  ];
  const pair = { places, prices, asOf: "2024-09-15T14:00:00Z" };

  test("is taken as far as it is right, and the rest is listed with reasons that add up", async ({ ctx, sql }) => {
    const { state, report, rejects } = await imported(ctx, pair);
    expect(state).toBe("DONE");
    expect(report.places).toMatchObject({ read: 15, inserted: 5, repaired: 1, rejected: 10 });
    expect(report.places.reasons).toEqual({
      COORDINATES_ZERO: 1,
      LONGITUDE_SIGN_MISSING: 1,
      COORDINATES_PROJECTED: 1,
      AT_SEA_OR_ABROAD: 1,
      OUTSIDE_MEXICO: 1,
      COORDINATES_UNREADABLE: 1,
      PERMIT_UNREADABLE: 1,
      NAME_UNREADABLE: 1,
      PLACE_ID_UNREADABLE: 1,
      PLACE_TWICE: 1,
    });
    expect(report.prices).toMatchObject({ read: 12, opened: 3, equalDuplicates: 1, rejected: 8 });
    expect(report.prices.reasons).toEqual({
      PRICES_CONFLICT: 2,
      PRICE_ABSURD: 2,
      STATION_REJECTED: 1,
      STATION_UNKNOWN: 1,
      FUEL_UNKNOWN: 1,
      PRICE_UNREADABLE: 1,
    });
    expect(rejects).toHaveLength(18);
    const [kept] = await sql`select count(*)::int as n, count(distinct reason)::int as reasons from import_rejects`;
    expect(kept).toEqual({ n: 18, reasons: 16 });
  });

  test("leaves stations of the feed, which take no coupons, in the zone where they lie", async ({ sql }) => {
    const rows = await sql`
      select place_id, name, permit_kind, time_zone, accepts_coupons, source from stations order by place_id`;
    expect(rows.map((row) => Object.values(row))).toEqual([
      [101, "LA BUENA, S.A.", "RETAIL", "America/Mexico_City", false, "REGULATOR"],
      [102, "ESTACION 102", "RETAIL", "America/Tijuana", false, "REGULATOR"],
      [103, "ESTACION 103", "SELF_SUPPLY", "America/Mexico_City", false, "REGULATOR"],
      [104, "ESTACION 104", "TRANSPORT", "America/Mexico_City", false, "REGULATOR"],
      [106, "ESTACION 106", "RETAIL", "America/Mexico_City", false, "REGULATOR"],
    ]);
  });

  test("changes nothing the second time, whatever instant it is said to be of", async ({ ctx, sql }) => {
    const before = await fingerprint(sql);
    for (const asOf of [pair.asOf, "2024-09-16T14:00:00Z"]) {
      const { report } = await imported(ctx, { ...pair, asOf });
      expect(report.places).toMatchObject({ inserted: 0, updated: 0, unchanged: 5 });
      expect(report.prices).toMatchObject({ opened: 0, historic: 0, unchanged: 3 });
    }
    expect(await fingerprint(sql)).toEqual(before);
  });

  test("appends one event a run and no word of the feed in it", async ({ sql }) => {
    const rows = await sql`select payload from events where type = 'StationsImported' order by id`;
    expect(rows).toHaveLength(3);
    expect(rows[0]?.["payload"]).toMatchObject({ stationsInserted: 5, placesRejected: 10, pricesOpened: 3 });
  });
});

describe("a dry run", () => {
  const places = [rawPlace(151)];
  const pair = { places, prices: [rawPrice(151, "regular", "23")], asOf: "2024-09-15T14:00:00Z", feed: "dry" };

  test("says what would happen and leaves no trace", async ({ ctx, sql }) => {
    const traces = async () =>
      (
        await sql`select (select count(*)::int from stations) as stations, (select count(*)::int from import_runs) as runs,
        (select count(*)::int from import_rejects) as rejects, (select count(*)::int from events) as events`
      )[0];
    const before = await traces();
    const dry = await imported(ctx, { ...pair, isDry: true });
    expect(dry.state).toBe("DRY_RUN");
    expect(await traces()).toEqual(before);
    expect(dry.report).toEqual((await imported(ctx, pair)).report);
  });
});

describe("a price far from its own past and from its neighbours", () => {
  const places = Array.from({ length: 8 }, (_, i) => rawPlace(171 + i));
  const pair = (asOf: string, odd: string, others: string) => ({
    ...{ places, asOf, feed: "odd-one", acceptChanges: true },
    prices: places.map(({ placeId }, i) => rawPrice(Number(placeId), "regular", i === 0 ? odd : others)),
  });

  test("waits for a person, inside any fixed band though it is; a jump of all is the market", async ({ ctx, sql }) => {
    await imported(ctx, pair("2024-02-01T00:00:00Z", "23.35", "23.50"));
    const { report, rejects } = await imported(ctx, pair("2024-02-02T00:00:00Z", "35.35", "23.60"));
    expect(report.prices.reasons).toEqual({ PRICE_OUT_OF_LINE: 1 });
    expect(rejects).toMatchObject([{ kind: "PRICE", raw: { placeId: "171", price: "35.35" } }]);
    expect(await historyOf(sql, 171)).toEqual([[23.35, "2024-02-01", null]]);
    const jump = await imported(ctx, pair("2024-02-03T00:00:00Z", "35.35", "35.40"));
    expect(jump.report.prices).toMatchObject({ opened: 8, rejected: 0 });
  });
});

describe("prices over time", () => {
  const places = [rawPlace(201), rawPlace(202)];
  const at = (asOf: string, price: string) => ({
    places,
    prices: [rawPrice(201, "regular", price)],
    asOf,
    feed: "history",
  });

  test("a new price closes the one before", async ({ ctx, sql }) => {
    await imported(ctx, at("2024-01-01T00:00:00Z", "22"));
    await imported(ctx, at("2024-01-05T00:00:00Z", "22"));
    await imported(ctx, at("2024-01-09T00:00:00Z", "23"));
    expect(await historyOf(sql, 201)).toEqual([
      [22, "2024-01-01", "2024-01-09"],
      [23, "2024-01-09", null],
    ]);
  });

  test("an older file goes into the history and never changes today's price", async ({ ctx, sql }) => {
    const { report } = await imported(ctx, at("2024-01-03T00:00:00Z", "24"));
    expect(report.prices).toMatchObject({ opened: 0, historic: 1 });
    await imported(ctx, at("2023-12-01T00:00:00Z", "21"));
    expect(await historyOf(sql, 201)).toEqual([
      [21, "2023-12-01", "2024-01-01"],
      [22, "2024-01-01", "2024-01-03"],
      [24, "2024-01-03", "2024-01-05"],
      [22, "2024-01-05", "2024-01-09"],
      [23, "2024-01-09", null],
    ]);
  });

  test("another price for an instant that has one is stale", async ({ ctx }) => {
    const { report } = await imported(ctx, at("2024-01-09T00:00:00Z", "25"));
    expect(report.prices).toMatchObject({ stale: 1, opened: 0, historic: 0 });
  });

  test("a price that a manager has set is kept", async ({ ctx, sql }) => {
    await sql`update price_periods p set source = 'MANAGER' from stations s where s.id = p.station_id and s.place_id = 201 and upper_inf(p.valid)`;
    const { report } = await imported(ctx, at("2024-02-01T00:00:00Z", "25"));
    expect(report.prices).toMatchObject({ kept: 1, opened: 0 });
  });

  test("a station that stops being listed keeps what is known of it", async ({ ctx, sql }) => {
    await imported(ctx, { places: [rawPlace(201)], prices: [], asOf: "2024-03-01T00:00:00Z", feed: "history" });
    const [row] = await sql`select status from stations where place_id = 202`;
    expect(row).toEqual({ status: "ACTIVE" });
  });
});

describe("an import among others", () => {
  const pair = {
    places: [rawPlace(301)],
    prices: [rawPrice(301, "regular", "22")],
    asOf: "2024-01-01T00:00:00Z",
    feed: "busy",
  };

  test("is refused while another of the feed is at work, and takes over from one that was killed", async ({
    ctx,
    sql,
  }) => {
    await sql`insert into import_runs (id, feed, as_of, places_sha256, prices_sha256, state, report)
      values (gen_random_uuid(), 'busy', now(), '-', '-', 'RUNNING', '{}')`;
    expect(await importPair(ctx, pair)).toEqual({ ok: false, refusal: { kind: "STATE_CONFLICT" } });
    await sql`update import_runs set touched_at = now() - interval '2 minutes' where feed = 'busy'`;
    expect((await imported(ctx, pair)).state).toBe("DONE");
    const states = await sql`select state from import_runs where feed = 'busy' order by state`;
    expect(states.map((row) => row["state"])).toEqual(["ABANDONED", "DONE"]);
  });

  test("that is stopped half-way is finished by the next one", async ({ ctx, sql }) => {
    const many = Array.from({ length: 1_200 }, (_, i) => rawPlace(4_000 + i, { x: "-99.2" }));
    const prices = many.map((place) => ({ placeId: place.placeId, fuel: "diesel", price: "25.5" }));
    const stopper = new AbortController();
    const half = { ...pair, places: many, prices, feed: "half" };
    const stopping = { ...ctx, transact: ctx.transact };
    let commits = 0;
    stopping.transact = async (work) => {
      commits += 1;
      if (commits === 6) stopper.abort();
      return ctx.transact(work);
    };
    await expect(importPair(stopping, { ...half, signal: stopper.signal })).rejects.toThrow(/abort/i);
    const [run] = await sql`select state from import_runs where feed = 'half'`;
    expect(run).toEqual({ state: "FAILED" });
    const { report } = await imported(ctx, half);
    expect(report.places.inserted + report.places.unchanged).toBe(1_200);
    expect(report.places.unchanged).toBeGreaterThan(0);
    const [count] =
      await sql`select count(*)::int as n from price_periods p join stations s on s.id = p.station_id where s.place_id between 4000 and 5199`;
    expect(count).toEqual({ n: 1_200 });
  });
});

describe("a file that differs too much from the last one", () => {
  const places = Array.from({ length: 60 }, (_, i) => rawPlace(6_000 + i, { x: "-99.3" }));
  const prices = (pesos: number) =>
    places.map(({ placeId }) => ({ placeId, fuel: "regular", price: pesos.toFixed(2) }));
  const pair = (pesos: number, asOf: string) => ({ places, prices: prices(pesos), asOf, feed: "odd" });

  test("changes nothing until somebody agrees", async ({ ctx, sql }) => {
    // Stations of the other tests are not in this feed, so only its prices are looked at here.
    await imported(ctx, { ...pair(20, "2024-01-01T00:00:00Z"), acceptChanges: true });
    const before = await fingerprint(sql);
    const jumped = pair(25, "2024-01-02T00:00:00Z");
    const refused = await imported(ctx, jumped);
    expect(refused.state).toBe("SUSPICIOUS");
    expect(refused.suspicions).toContainEqual(expect.objectContaining({ what: "STATIONS_GONE" }));
    expect(await fingerprint(sql)).toEqual(before);
    const agreed = await imported(ctx, { ...jumped, acceptChanges: true });
    expect(agreed.report.prices.opened).toBe(60);
  });
});

test("periods of a price never overlap, whatever was imported", async ({ sql }) => {
  const overlaps = await sql`
    select a.id from price_periods a join price_periods b
      on a.station_id = b.station_id and a.fuel = b.fuel and a.id < b.id and a.valid && b.valid`;
  expect(overlaps).toHaveLength(0);
});
