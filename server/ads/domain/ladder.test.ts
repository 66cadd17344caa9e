import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { climb, ladderEnd, ladderSteps, ticketsOf, totalAfter } from "./ladder";

describe("the ladder's tickets", () => {
  test.each([
    [0, [0, 0, 0, 0, 0, 0, 0, 0, 0, 0]],
    [1, [2, 2, 2, 2, 2, 2, 2, 2, 2, 2]],
    [5, [6, 6, 6, 7, 7, 8, 8, 9, 9, 10]],
    [100, [110, 120, 130, 140, 150, 160, 170, 180, 190, 200]],
  ])("on a base of %i come to %j", (base, totals) => {
    expect(Array.from({ length: ladderSteps }, (_, k) => totalAfter(base, k + 1))).toEqual(totals);
  });

  test("never fall, never pass twice the base, and add up", () => {
    fc.assert(
      fc.property(fc.nat(10_000), fc.integer({ min: 1, max: ladderSteps }), (base, step) => {
        const added = Array.from({ length: step }, (_, k) => ticketsOf(base, k + 1));
        expect(added.every((tickets) => tickets >= 0)).toBe(true);
        expect(base + added.reduce((sum, tickets) => sum + tickets, 0)).toBe(totalAfter(base, step));
        expect(totalAfter(base, step)).toBeLessThanOrEqual(2 * base);
      }),
    );
  });
});

describe("a ladder ends", () => {
  const redeemedAt = new Date("2026-03-01T12:00:00Z");
  const after = (minutes: number, ms = 0) => new Date(redeemedAt.getTime() + minutes * 60_000 + ms);
  const footing = { base: 5, redeemedAt, isVoided: false, stepsDone: 0 };

  test("thirty minutes after the redemption, to the millisecond", () => {
    expect(ladderEnd(footing, after(30, -1))).toBeNull();
    expect(ladderEnd(footing, after(30))).toBe("TOO_LATE");
  });

  test("with the redemption, without tickets, at its top", () => {
    expect(ladderEnd({ ...footing, isVoided: true }, after(1))).toBe("VOIDED");
    expect(ladderEnd({ ...footing, base: 0 }, after(1))).toBe("NO_TICKETS");
    expect(ladderEnd({ ...footing, stepsDone: ladderSteps }, after(1))).toBe("FINISHED");
  });
});

test("ads take turns, and the ladder reaches as far as they do", () => {
  const ads = [
    { id: "a", title: "A", viewsLeft: 3 },
    { id: "b", title: "B", viewsLeft: 2 },
  ];
  const rungs = climb({ base: 10, stepsDone: 6 }, ads);
  expect(rungs.map(({ id, step, durationSeconds }) => [id, step, durationSeconds])).toEqual([
    ["a", 7, 240],
    ["a", 8, 300],
    ["b", 9, 420],
    ["a", 10, 600],
  ]);
  expect(climb({ base: 10, stepsDone: 0 }, [])).toEqual([]);
});
