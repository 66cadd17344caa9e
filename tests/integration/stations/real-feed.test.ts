import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";

import { sql } from "drizzle-orm";
import { describe, expect } from "vitest";

import { readPlaces, readPrices } from "@/server/adapters/regulator/feed-reader";
import type { Place } from "@/server/kernel/geo";
import { geodesicMetres } from "@/server/kernel/geodesic";
import { timeZoneOf } from "@/server/stations/domain/time-zone";
import { nearbyStations, nearbyStatement } from "@/server/stations/queries/nearby-stations";
import { searchStations } from "@/server/stations/queries/station-search";
import { nearbyInput, searchInput } from "@/server/stations/schemas";
import { sharedFile } from "@/tests/support/shared-data";
import { imported, test } from "@/tests/support/station-test";

const placesFile = sharedFile("cre/2024-09-15.places.xml.gz");
const pricesFile = sharedFile("cre/2024-09-15.prices.xml.gz");
const localities = sharedFile("geo/inegi_localidades_2025.csv.gz");

const ZOCALO: Place = { latitude: 19.4326, longitude: -99.1332 };
const NOW = new Date("2024-09-16T18:00:00Z");

async function realPair() {
  const [places, prices] = await Promise.all([readPlaces(placesFile ?? ""), readPrices(pricesFile ?? "")]);
  if (!places.ok || !prices.ok) throw new Error("the shared pair cannot be read");
  return { places: places.value.rows, prices: prices.value.rows, asOf: "2024-09-15T14:00:00Z" };
}

describe.skipIf(!placesFile || !pricesFile)("the regulator's pair of 2024-09-15", () => {
  test("is stored or refused with a reason, place by place and price by price", async ({ ctx, sql: owner }) => {
    const { report, rejects } = await imported(ctx, await realPair());
    const { places, prices } = report;
    expect([places.read, prices.read]).toEqual([14_109, 34_900]);
    expect(places.inserted + places.rejected).toBe(14_109);
    expect(places.reasons).toMatchObject({
      COORDINATES_ZERO: 106,
      LONGITUDE_SIGN_MISSING: 23,
      COORDINATES_PROJECTED: 1,
    });
    expect(places.repaired).toBe(4);
    expect(prices.opened + prices.equalDuplicates + prices.rejected).toBe(34_900);
    expect(prices.equalDuplicates).toBe(6);
    expect(prices.reasons).toMatchObject({ PRICES_CONFLICT: 38 });
    expect(rejects).toHaveLength(places.rejected + prices.rejected);
    const [stored] = await owner`
      select (select count(*)::int from stations) as stations, (select count(*)::int from price_periods) as prices,
             (select count(*)::int from import_rejects) as rejects, (select count(*)::int from stations where accepts_coupons) as network`;
    expect(stored).toEqual({ stations: places.inserted, prices: prices.opened, rejects: rejects.length, network: 0 });
  }, 240_000);

  test("changes nothing when it is imported again", async ({ ctx, sql: owner }) => {
    const marks = () => owner`
      select (select md5(string_agg(s::text, '|' order by s.id)) from stations s) as stations,
             (select md5(string_agg(p::text, '|' order by p.id)) from price_periods p) as prices`;
    const before = await marks();
    const { report } = await imported(ctx, await realPair());
    expect(report.places).toMatchObject({ inserted: 0, updated: 0 });
    expect(report.prices).toMatchObject({ opened: 0, historic: 0 });
    expect([...(await marks())]).toEqual([...before]);
  }, 240_000);

  test("the nearest stations to the Zócalo are those of a brute-force geodesic, in the same order", async ({
    db,
    sql: owner,
  }) => {
    const all =
      await owner`select id, st_x(location) as longitude, st_y(location) as latitude from stations where permit_kind = 'RETAIL'`;
    const expected = all
      .map((row) => ({ id: String(row["id"]), metres: geodesicMetres(ZOCALO, row as unknown as Place) }))
      .filter(({ metres }) => metres <= 10_000)
      .toSorted((a, b) => a.metres - b.metres || (a.id < b.id ? -1 : 1));
    const input = { ...nearbyInput.parse({ ...ZOCALO, radius: 10 }), limit: 100_000 };
    const found = await nearbyStations(db, input, NOW);
    expect(found.length).toBeGreaterThan(200);
    expect(found.map(({ id }) => id)).toEqual(expected.map(({ id }) => id));
    for (const [i, { metres }] of expected.entries())
      expect(Math.abs((found[i]?.distanceMeters ?? -1) - metres)).toBeLessThan(0.1);
    const page = await nearbyStations(db, nearbyInput.parse({ ...ZOCALO }), NOW);
    expect(page).toEqual(found.slice(0, 20));
  });

  test("are found by the index and not by looking at all", async ({ db, sql: owner }) => {
    await owner`analyze stations`;
    const wishes = [
      {},
      { fuelType: "DIESEL", sort: "price" },
      { openNow: "true", accepts: "true" },
      { maxPrice: "23.50" },
    ];
    for (const wish of wishes) {
      const statement = nearbyStatement(nearbyInput.parse({ ...ZOCALO, ...wish }), NOW);
      const plan = await db.execute<{ "QUERY PLAN": string }>(sql`explain ${statement}`);
      expect([...plan].map((row) => row["QUERY PLAN"]).join("\n")).toMatch(/Index Scan (using|on) stations_location/);
    }
  });

  test.for([
    ["hipodromo", /HIPODROMO|HIPÓDROMO/i],
    ["HIPÓDRMO", /HIPODROMO|HIPÓDROMO/i],
    ["las cañadas", /CAÑADAS/i],
    ["canadas", /CAÑADAS/i],
  ] as const)("are found by name, typed as %j", async ([q, name], { db }) => {
    const { rows } = await searchStations(db, searchInput.parse({ q }), NOW);
    expect(rows.some((station) => name.test(station.name))).toBe(true);
  });

  test("a search is read page by page without a gap or a repetition", async ({ db }) => {
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await searchStations(db, { ...searchInput.parse({ q: "petromax" }), limit: 7, cursor }, NOW);
      seen.push(...page.rows.map(({ id }) => id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    const whole = await searchStations(db, { ...searchInput.parse({ q: "petromax" }), limit: 10_000 }, NOW);
    expect(whole.rows.length).toBeGreaterThan(7);
    expect(seen).toEqual(whole.rows.map(({ id }) => id));
  });
});

// Municipalities whose zone is not their state's (Ley de los Husos Horarios, 2022), by INEGI's numbers.
const JUAREZ = ["005", "028", "035", "037", "053"];
const OJINAGA = ["015", "042", "052"];
const BORDER: Readonly<Record<string, readonly string[]>> = {
  "05": ["002", "003", "012", "013", "014", "019", "022", "023", "025", "037", "038"],
  "19": ["005"],
  "28": ["007", "014", "015", "022", "024", "025", "027", "032", "033", "040"],
};
const OF_STATE: Readonly<Record<string, string>> = {
  "02": "America/Tijuana",
  "03": "America/Mazatlan",
  "18": "America/Mazatlan",
  "23": "America/Cancun",
  "25": "America/Mazatlan",
  "26": "America/Hermosillo",
};

function zoneByLaw(state: string, municipality: string): string {
  if (state === "18" && municipality === "020") return "America/Bahia_Banderas";
  if (state === "08" && JUAREZ.includes(municipality)) return "America/Ciudad_Juarez";
  if (state === "08" && OJINAGA.includes(municipality)) return "America/Ojinaga";
  if (state === "08") return "America/Chihuahua";
  if (BORDER[state]?.includes(municipality)) return "America/Matamoros";
  return OF_STATE[state] ?? "America/Mexico_City";
}

describe.skipIf(!localities)("time zones against INEGI's localities", () => {
  test("are those of the law for all but a few hamlets on the lines", () => {
    const rows = gunzipSync(readFileSync(localities ?? ""))
      .toString("utf8")
      .trim()
      .split("\n")
      .slice(1);
    const places = rows.flatMap((row) => {
      const [, state, municipality, , name, , latitude, longitude, , people] =
        row.match(/("[^"]*"|[^,]*)(?:,|$)/g)?.map((cell) => cell.replace(/,$/, "")) ?? [];
      if (!state || !municipality || !latitude || !longitude) return [];
      const place = { latitude: Number(latitude), longitude: Number(longitude) };
      return [{ name, people: Number(people), isRight: timeZoneOf(place) === zoneByLaw(state, municipality) }];
    });
    expect(places.length).toBeGreaterThan(50_000);
    const wrong = places.filter(({ isRight }) => !isRight);
    expect(wrong.length).toBeLessThan(places.length * 0.002);
    expect(wrong.filter(({ people }) => people > 1_000)).toEqual([]);
  }, 120_000);
});
