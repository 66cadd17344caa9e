import { describe, expect, test } from "vitest";

import { asId, type Id } from "@/server/kernel/id";
import { tenthMilli } from "@/server/kernel/money";

import { type KnownStation, planPlaces, planPrices } from "./import-plan";
import { placeSuspicions, priceKey, priceSuspicions } from "./import-suspicion";

const uuid = (n: number): Id<"station"> => asId("station", `00000000-0000-7000-8000-${String(n).padStart(12, "0")}`);
const raw = (n: number, wish: Partial<{ name: string; permit: string; x: string; y: string }> = {}) => ({
  placeId: String(n),
  name: `ESTACION ${n}`,
  permit: `PL/${n}/EXP/ES/2015`,
  x: "-99.1332",
  y: "19.4326",
  ...wish,
});
const known = (n: number, wish: Partial<KnownStation> = {}): KnownStation => ({
  id: uuid(n),
  placeId: n,
  permit: `PL/${n}/EXP/ES/2015`,
  permitKind: "RETAIL",
  name: `ESTACION ${n}`,
  place: { longitude: -99.1332, latitude: 19.4326 },
  timeZone: "America/Mexico_City",
  source: "REGULATOR",
  ...wish,
});
const plan = (raws: ReturnType<typeof raw>[], stations: KnownStation[] = []) => {
  let next = 900;
  return planPlaces(raws, stations, () => uuid((next += 1)));
};

describe("what the feed's places do to our stations", () => {
  test("a new permit is a new station, a known one without a difference is left alone", () => {
    const { insert, update, unchanged } = plan([raw(1), raw(2)], [known(1)]);
    expect([insert.map(({ placeId }) => placeId), update, unchanged]).toEqual([[2], [], 1]);
  });

  test("a new name or place of a station of the feed is taken over, under the same id", () => {
    const { update } = plan([raw(1, { name: "OTRA" })], [known(1)]);
    expect(update).toMatchObject([{ id: uuid(1), name: "OTRA" }]);
  });

  test("what an admin has set is kept, but the place_id is learnt", () => {
    const ours = known(1, { source: "ADMIN", name: "La Nuestra" });
    expect(plan([raw(1)], [ours])).toMatchObject({ kept: 1, update: [] });
    expect(plan([raw(1)], [{ ...ours, placeId: null }]).update).toMatchObject([{ name: "La Nuestra", placeId: 1 }]);
  });

  test("the same place or permit twice in a file is refused the second time", () => {
    const { insert, rejected } = plan([
      raw(1),
      raw(1, { permit: "PL/7/EXP/ES/2015" }),
      raw(2, { permit: raw(1).permit }),
    ]);
    expect([insert.length, rejected.map(({ reason }) => reason)]).toEqual([1, ["PLACE_TWICE", "PLACE_TWICE"]]);
  });

  test("a permit and a place_id that name two stations are refused", () => {
    const { rejected } = plan([raw(1, { permit: "PL/2/EXP/ES/2015" })], [known(1), known(2)]);
    expect(rejected.map(({ reason }) => reason)).toEqual(["IDENTITY_CONFLICT"]);
    expect(plan([raw(3, { permit: "PL/1/EXP/ES/2015" })], [known(1)]).rejected).toHaveLength(1);
  });
});

describe("what the feed's prices mean", () => {
  const price = (placeId: number) => ({ placeId: String(placeId), fuel: "regular", price: "24" });

  test("each belongs to the station of its place_id, also when the place was refused today", () => {
    const stationOf = (placeId: number) => (placeId === 1 ? uuid(1) : undefined);
    const { seen, rejected } = planPrices({
      raws: [price(1), price(2), price(3)],
      places: [raw(1, { x: "0", y: "0" }), raw(2, { x: "0", y: "0" })],
      stationOf,
    });
    expect(seen.map(({ stationId }) => stationId)).toEqual([uuid(1)]);
    expect(rejected.map(({ reason }) => reason)).toEqual(["STATION_REJECTED", "STATION_UNKNOWN"]);
  });
});

describe("a file that differs too much", () => {
  const hundred = Array.from({ length: 100 }, (_, i) => i + 1);

  test("is suspicious when more than a fifth of the known stations are missing or far away", () => {
    const stations = hundred.map((n) => known(n));
    const without = (count: number) => hundred.slice(count).map((n) => raw(n));
    const doubts = (raws: ReturnType<typeof raw>[]) =>
      placeSuspicions({ raws, plan: plan(raws, stations), known: stations }).map(({ what }) => what);
    expect(doubts(without(20))).toEqual([]);
    expect(doubts(without(21))).toEqual(["STATIONS_GONE"]);
    expect(doubts(hundred.map((n) => raw(n, n <= 21 ? { x: "-100" } : {})))).toEqual(["STATIONS_MOVED"]);
    expect(doubts(hundred.map((n) => raw(n, n <= 21 ? { x: "-99.134" } : {})))).toEqual([]);
    expect(doubts(hundred.map((n) => raw(n, n <= 21 ? { x: "0", y: "0" } : {})))).toEqual(["PLACES_REJECTED"]);
  });

  test("is suspicious when more than a fifth of the prices are missing or jump by more than a tenth", () => {
    const seen = hundred.map((n) => ({
      placeId: n,
      stationId: uuid(n),
      fuel: "REGULAR" as const,
      price: tenthMilli(200_000),
    }));
    const current = (jumps: number, more = 0) =>
      new Map([
        ...seen.map((price, i) => [priceKey(price), tenthMilli(i < jumps ? 180_000 : 182_000)] as const),
        ...hundred.slice(0, more).map((n) => [`gone ${n}`, tenthMilli(200_000)] as const),
      ]);
    const plan = { seen, equalDuplicates: 0, rejected: [] };
    const doubts = (...shape: [number, number?]) =>
      priceSuspicions({ read: 100, plan, current: current(...shape) }).map(({ what }) => what);
    expect(doubts(20)).toEqual([]);
    expect(doubts(21)).toEqual(["PRICES_JUMPED"]);
    expect(doubts(0, 25)).toEqual([]);
    expect(doubts(0, 26)).toEqual(["PRICES_GONE"]);
    expect(priceSuspicions({ read: 100, plan, current: new Map() })).toEqual([]);
  });
});
