import fc from "fast-check";
import { describe, expect, test } from "vitest";

import {
  centavos,
  costOf,
  formatLitres,
  formatPesos,
  formatPrice,
  millilitres,
  parseLitres,
  parsePesos,
  parsePrice,
  tenthMilli,
  volumeFor,
} from "./money";

describe("decimal texts", () => {
  test.each([
    ["500.00", 50_000],
    ["500", 50_000],
    ["0.01", 1],
    ["10.5", 1_050],
  ])("%s is %i centavos", (text, n) => expect(parsePesos(text)).toBe(n));

  test.each([
    "",
    "-1",
    "1e3",
    "10.005",
    "NaN",
    "0x10",
    "１２",
    " 1",
    "1 ",
    "01",
    "1.",
    ".5",
    "1,000.00",
    "9999999999999999",
  ])("%j is not an amount", (text) => expect(parsePesos(text)).toBeUndefined());

  test("what is written can be read back", () => {
    fc.assert(
      fc.property(fc.nat({ max: 2 ** 40 }), (n) => {
        expect(parsePesos(formatPesos(centavos(n)))).toBe(n);
        expect(parseLitres(formatLitres(millilitres(n)))).toBe(n);
        expect(parsePrice(formatPrice(tenthMilli(n)))).toBe(n);
      }),
    );
  });

  test("a price shows two decimals unless it has more", () => {
    expect(formatPrice(tenthMilli(239_900))).toBe("23.99");
    expect(formatPrice(tenthMilli(239_950))).toBe("23.995");
    expect(formatPrice(tenthMilli(239_955))).toBe("23.9955");
  });
});

describe("cost and volume", () => {
  test("litres asked round half up, pesos asked never pay for more than they buy", () => {
    expect(costOf(millilitres(1), tenthMilli(5_000_000))).toBe(50);
    expect(costOf(millilitres(10), tenthMilli(235_000))).toBe(24); // 23.5 centavos
    expect(volumeFor(centavos(50_000), tenthMilli(255_000))).toBe(19_607);
    expect(volumeFor(centavos(50_000), tenthMilli(235_000))).toBe(21_276);
  });

  test("agrees with exact fractions", () => {
    const volume = fc.integer({ min: 100, max: 1_000_000 }).map(millilitres);
    const price = fc.integer({ min: 10_000, max: 999_999 }).map(tenthMilli);
    fc.assert(
      fc.property(volume, price, (v, p) => {
        const twice = 2n * BigInt(v) * BigInt(p);
        expect(BigInt(costOf(v, p))).toBe((twice + 100_000n) / 200_000n);
        const cost = costOf(v, p);
        if (cost > 0) expect(BigInt(volumeFor(cost, p)) * BigInt(p)).toBeLessThanOrEqual(BigInt(cost) * 100_000n);
      }),
    );
  });

  test("a fraction is not money", () => expect(() => centavos(0.5)).toThrow(RangeError));
});
