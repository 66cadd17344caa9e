import { describe, expect, test } from "vitest";

import { judgePrices } from "./feed-price";

const price = (placeId: string, fuel: string, text: string) => ({ placeId, fuel, price: text });
const reasons = (...raws: ReturnType<typeof price>[]) => judgePrices(raws).rejected.map(({ reason }) => reason);

describe("prices of the feed", () => {
  test("come in pesos with none to two decimals and are kept in ten-thousandths", () => {
    const { accepted } = judgePrices([
      price("1", "regular", "24"),
      price("1", "premium", "26.6"),
      price("1", "diesel", " 26.59 "),
    ]);
    expect(accepted.map((row) => [row.placeId, row.fuel, row.price])).toEqual([
      [1, "REGULAR", 240_000],
      [1, "PREMIUM", 266_000],
      [1, "DIESEL", 265_900],
    ]);
  });

  test.each(["0", "0.01", "1", "7.99", "60.01", "98.95"])("%s is absurd", (text) => {
    expect(reasons(price("1", "regular", text))).toEqual(["PRICE_ABSURD"]);
  });

  test("the ends of the band belong to it", () => {
    expect(reasons(price("1", "regular", "8.00"), price("1", "diesel", "60"))).toEqual([]);
  });

  test.each(["", "abc", "-23", "23,99", "1e1", "24.12345"])("%j cannot be read", (text) => {
    expect(reasons(price("1", "regular", text))).toEqual(["PRICE_UNREADABLE"]);
  });

  test("unknown fuels and places without a number are refused", () => {
    expect(reasons(price("1", "kerosene", "24"))).toEqual(["FUEL_UNKNOWN"]);
    expect(reasons(price("1", "constructor", "24"))).toEqual(["FUEL_UNKNOWN"]);
    expect(reasons(price("x", "regular", "24"))).toEqual(["PLACE_ID_UNREADABLE"]);
  });

  test("two different prices of one fuel contradict each other and both go, even if one is absurd", () => {
    expect(reasons(price("1", "diesel", "24.96"), price("1", "diesel", "1"))).toEqual([
      "PRICES_CONFLICT",
      "PRICES_CONFLICT",
    ]);
  });

  test("the same price twice is one price and a duplicate", () => {
    const judged = judgePrices([
      price("1", "diesel", "24.9"),
      price("1", "diesel", "24.90"),
      price("2", "diesel", "24.9"),
    ]);
    expect([judged.accepted.length, judged.equalDuplicates, judged.rejected.length]).toEqual([2, 1, 0]);
  });
});
