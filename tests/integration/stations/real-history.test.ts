import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";

import type { Sql } from "postgres";
import { describe, expect } from "vitest";

import { readPlaces, readPrices } from "@/server/adapters/regulator/feed-reader";
import { parsePrice } from "@/server/kernel/money";
import type { ImportOutcome } from "@/server/stations/commands/import-stations";
import { judgePlace, type RawPlace } from "@/server/stations/domain/feed-place";
import type { RawPrice } from "@/server/stations/domain/feed-price";
import { sharedFile } from "@/tests/support/shared-data";
import { imported, test } from "@/tests/support/station-test";

const PRICES = [
  ["2018-05-16T12:00:00-06:00", "2018-05-16"],
  ["2019-08-19T12:00:00-06:00", "2019-08-19"],
  ["2020-06-04T12:00:00-06:00", "2020-06-04"],
  ["2022-01-08T12:54:00-06:00", "2022-01-08T1254-0600"],
  ["2022-01-08T20:28:00-06:00", "2022-01-08T2028-0600"],
  ["2022-01-09T19:35:00-06:00", "2022-01-09T1935-0600"],
  ["2022-01-11T17:17:00-06:00", "2022-01-11T1717-0600"],
  ["2024-09-15T08:00:00-06:00", "2024-09-15"],
] as const;
const files = PRICES.map(([, name]) => sharedFile(`cre/${name}.prices.xml.gz`));
const placesOf2022 = sharedFile("cre/2022-01-05.places.xml.gz");
const placesOf2024 = sharedFile("cre/2024-09-15.places.xml.gz");
const namesOf2026 = sharedFile("cne/2026-03-25.stations.json.gz");
const isThere = files.every(Boolean) && Boolean(placesOf2022) && Boolean(placesOf2024);

async function rowsOf<Row>(read: Promise<{ ok: true; value: { rows: readonly Row[] } } | { ok: false }>) {
  const result = await read;
  if (!result.ok) throw new Error("a shared file cannot be read");
  return result.value.rows;
}

const keyOf = ({ placeId, fuel }: RawPrice): string => `${placeId.trim()} ${fuel}`;

/** What a file says of each fuel at each station, without what the import set aside. */
function saidBy(rows: readonly RawPrice[], { rejects }: ImportOutcome): Map<string, number> {
  const gone = new Set(rejects.flatMap((row) => (row.kind === "PRICE" ? [keyOf(row.raw)] : [])));
  return new Map(rows.filter((row) => !gone.has(keyOf(row))).map((row) => [keyOf(row), parsePrice(row.price) ?? 0]));
}

/** Every price in force, station and fuel by station and fuel, in order of time. */
async function historyIn(sql: Sql): Promise<Map<string, number[]>> {
  const rows = await sql`
    select s.place_id || ' ' || lower(p.fuel::text) as key, array_agg(p.price_tenth_milli order by lower(p.valid)) as prices
    from price_periods p join stations s on s.id = p.station_id group by 1`;
  return new Map(rows.map((row) => [String(row["key"]), row["prices"] as number[]]));
}

const currentIn = async (sql: Sql) =>
  (
    await sql`select md5(string_agg(station_id::text || fuel || price_tenth_milli, ',' order by station_id, fuel)) as mark
    from price_periods where upper_inf(valid)`
  )[0]?.["mark"];

describe.skipIf(!isThere)("eight years of the regulator's prices", () => {
  test("leave a history that is exactly the differences between the files", async ({ ctx, sql }) => {
    const places = await rowsOf(readPlaces(placesOf2024 ?? ""));
    const expected = new Map<string, number[]>();
    for (const [i, [asOf]] of PRICES.entries()) {
      const prices = await rowsOf(readPrices(files[i] ?? ""));
      const outcome = await imported(ctx, { places, prices, asOf, acceptChanges: true });
      for (const [key, price] of saidBy(prices, outcome)) {
        const before = expected.get(key) ?? [];
        if (before.at(-1) !== price) expected.set(key, [...before, price]);
      }
    }
    expect(await historyIn(sql)).toEqual(expected);
  }, 600_000);

  test("never change a current price when an older file comes again, and the newest changes nothing", async ({
    ctx,
    sql,
  }) => {
    const places = await rowsOf(readPlaces(placesOf2024 ?? ""));
    const [before, history] = [await currentIn(sql), await historyIn(sql)];
    for (const i of [3, 7]) {
      const prices = await rowsOf(readPrices(files[i] ?? ""));
      const { report } = await imported(ctx, { places, prices, asOf: PRICES[i]?.[0] ?? "", acceptChanges: true });
      expect(report.prices).toMatchObject({ opened: 0, historic: 0 });
    }
    expect(await currentIn(sql)).toBe(before);
    expect(await historyIn(sql)).toEqual(history);
  }, 300_000);

  test("belong to stations that keep their identity through every respelled name", async ({ ctx, sql }) => {
    const identities = async () =>
      (await sql`select md5(string_agg(id::text || permit || place_id, ',' order by id)) as mark from stations`)[0];
    const [old, recent] = [await rowsOf(readPlaces(placesOf2022 ?? "")), await rowsOf(readPlaces(placesOf2024 ?? ""))];
    const take = async (places: readonly RawPlace[], asOf: string) =>
      (await imported(ctx, { places, prices: [], asOf, acceptChanges: true })).report.places;
    await take(recent, "2024-09-15T12:00:00-06:00");
    const [before, history] = [await identities(), await historyIn(sql)];
    expect((await take(old, "2024-09-16T08:00:00-06:00")).inserted).toBe(0);
    const back = await take(recent, "2024-09-17T08:00:00-06:00");
    expect(back).toMatchObject({ inserted: 0, updated: changedBetween(old, recent) });
    expect(back.updated).toBeGreaterThan(300);
    if (namesOf2026) {
      const respelled = renamed(recent, namesOf2026);
      const report = await take(respelled, "2026-03-25T08:00:00-06:00");
      expect(report).toMatchObject({ inserted: 0, updated: changedBetween(recent, respelled) });
      expect(report.updated).toBeGreaterThan(8_000);
    }
    expect(await identities()).toEqual(before);
    expect(await historyIn(sql)).toEqual(history);
  }, 300_000);
});

/** The places of one feed with the names that another gives to the same permits. */
function renamed(places: readonly RawPlace[], file: string): RawPlace[] {
  const stations = JSON.parse(gunzipSync(readFileSync(file)).toString("utf8")) as { code: string; name: string }[];
  const names = new Map(stations.map(({ code, name }) => [code, name]));
  return places.map((place) => ({ ...place, name: names.get(place.permit.trim()) ?? place.name }));
}

/** How many permits that both files have in a usable way changed what the feed says of them. */
function changedBetween(before: readonly RawPlace[], after: readonly RawPlace[]): number {
  const saidOf = (raw: RawPlace): string | undefined => {
    const verdict = judgePlace(raw);
    if (!verdict.ok) return undefined;
    const { name, place } = verdict.value;
    return JSON.stringify([name, place]);
  };
  const known = new Map(before.map((raw) => [raw.permit, saidOf(raw)]));
  return after.filter((raw) => {
    const [was, is] = [known.get(raw.permit), saidOf(raw)];
    return was !== undefined && is !== undefined && was !== is;
  }).length;
}
