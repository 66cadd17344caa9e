import { describe, expect, test } from "vitest";

import { tenthMilli } from "@/server/kernel/money";

import { isOutOfLine, neighbourhood, type PlacedPrice } from "./price-neighbours";

const pesos = (price: number) => tenthMilli(Math.round(price * 10_000));
const PUEBLA = { latitude: 19.04, longitude: -98.2 };
const at = (price: number, place = PUEBLA): PlacedPrice => ({ place, fuel: "REGULAR", price: pesos(price) });

describe("a price beside others", () => {
  test.each([
    ["the market jumped with it", 35.35, 23.35, 35, false],
    ["it alone jumped", 35.35, 23.35, 23.6, true],
    ["a digit was lost", 2.4 * 4, 23.99, 23.8, true],
    ["its own before was the odd one", 23.35, 35.35, 23.5, false],
    ["an honest change", 24.5, 23.35, 23.5, false],
    ["an unknown station, far from all around", 58.49, undefined, 28.4, true],
    ["an unknown station, dear but credible", 30, undefined, 24, false],
  ] as const)("%s", (_what, price, own, around, isOut) => {
    const compared = { own: own === undefined ? undefined : pesos(own), around: pesos(around) };
    expect(isOutOfLine(pesos(price), compared)).toBe(isOut);
  });

  test("nobody around and nothing before: nothing can be said", () => {
    expect(isOutOfLine(pesos(58), { own: undefined, around: undefined })).toBe(false);
  });
});

describe("the neighbourhood", () => {
  const far = { latitude: 32.5, longitude: -117 };
  const around = neighbourhood([
    ...[23, 23.1, 23.2, 23.3, 23.4].map((price) => at(price)),
    ...[19, 19.1, 19.2].map((price) => at(price, far)),
  ]);

  test("is the median of the cells around, and of the country where neighbours are few", () => {
    expect(around({ place: PUEBLA, fuel: "REGULAR" })).toBe(pesos(23.2));
    expect(around({ place: far, fuel: "REGULAR" })).toBe(pesos(23.1));
    expect(around({ place: PUEBLA, fuel: "DIESEL" })).toBeUndefined();
  });
});
