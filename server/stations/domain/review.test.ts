import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { asId } from "@/server/kernel/id";

import { mayReview, ratingOf } from "./review";

describe("a station's rating", () => {
  test("is unknown before the first review", () => expect(ratingOf(0, 0)).toBeNull());

  test("of one angry person is not the station's ruin, and of many it is the mean", () => {
    expect(ratingOf(1, 1)).toBe(3.5);
    expect(ratingOf(1_000, 1_000)).toBe(1);
    expect(ratingOf(5_000, 1_000)).toBe(5);
  });

  test("lies between one and five, and rises with every better review", () => {
    const stars = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 200 });
    const sum = (all: readonly number[]) => all.reduce((total, one) => total + one, 0);
    fc.assert(
      fc.property(stars, (all) => {
        const rating = ratingOf(sum(all), all.length) ?? 0;
        expect(rating).toBeGreaterThanOrEqual(1);
        expect(rating).toBeLessThanOrEqual(5);
        expect(ratingOf(sum(all) + 5, all.length + 1)).toBeGreaterThanOrEqual(rating);
      }),
    );
  });
});

test("a redemption may be reviewed for ninety days, unless it was voided", () => {
  const redeemedAt = new Date("2026-08-01T00:00:00Z");
  const redemption = {
    stationId: asId("station", "00000000-0000-7000-8000-000000000001"),
    redeemedAt,
    isVoided: false,
  };
  const after = (days: number) => new Date(redeemedAt.getTime() + days * 86_400_000);
  expect(mayReview(redemption, after(90))).toBe(true);
  expect(mayReview(redemption, new Date(after(90).getTime() + 1))).toBe(false);
  expect(mayReview({ ...redemption, isVoided: true }, after(1))).toBe(false);
});
