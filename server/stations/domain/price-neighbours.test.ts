import { describe, expect, test } from "vitest";

import { tenthMilli } from "@/server/kernel/money";

import { isOutOfLine, neighbourhood, type PlacedPrice } from "./price-neighbours";

const pesos = (price: number) => tenthMilli(Math.round(price * 10_000));
const PUEBLA = { latitude: 19.04, longitude: -98.2 };
const at = (price: number, place = PUEBLA): PlacedPrice => ({ place, fuel: "REGULAR", price: pesos(price) });

describe("a price beside others", () => {
  test.each([
    { what: "the market jumped with it", price: 35.35, own: 23.35, around: 35, isOut: false },
    { what: "it alone jumped", price: 35.35, own: 23.35, around: 23.6, isOut: true },
    { what: "a digit was lost", price: 2.4 * 4, own: 23.99, around: 23.8, isOut: true },
    { what: "its own before was the odd one", price: 23.35, own: 35.35, around: 23.5, isOut: false },
    { what: "an honest change", price: 24.5, own: 23.35, around: 23.5, isOut: false },
    { what: "an unknown station, far from all around", price: 58.49, own: undefined, around: 28.4, isOut: true },
    { what: "an unknown station, dear but credible", price: 30, own: undefined, around: 24, isOut: false },
  ] as const)("$what", ({ price, own, around, isOut }) => {
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
