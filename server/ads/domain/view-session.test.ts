import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { isWatched, type Watching, watchedUntil } from "./view-session";

const start = new Date("2026-03-01T12:00:00Z");
const at = (ms: number): Date => new Date(start.getTime() + ms);
const fresh: Watching = { lastBeatAt: start, isVisible: true, visibleMs: 0 };

const after = (beats: readonly (readonly [ms: number, isVisible: boolean])[]): Watching =>
  beats.reduce((before, [ms, isVisible]) => watchedUntil(before, { at: at(ms), isVisible }), fresh);

describe("time counts", () => {
  test("between two visible beats that lie close together", () => {
    expect(
      after([
        [5_000, true],
        [10_000, true],
      ]).visibleMs,
    ).toBe(10_000);
    expect(
      after([
        [5_000, true],
        [12_501, true],
      ]).visibleMs,
    ).toBe(5_000);
    expect(
      after([
        [5_000, false],
        [10_000, true],
        [15_000, true],
      ]).visibleMs,
    ).toBe(5_000);
  });

  test("once, whatever is sent again or out of order", () => {
    const twice = after([
      [5_000, true],
      [5_000, true],
      [4_000, true],
      [5_000, true],
    ]);
    expect(twice).toEqual({ lastBeatAt: at(5_000), isVisible: true, visibleMs: 5_000 });
  });

  test("never faster than the clock", () => {
    const beats = fc.array(fc.tuple(fc.nat(60_000), fc.boolean()), { maxLength: 50 });
    fc.assert(
      fc.property(beats, (sent) => {
        const last = Math.max(0, ...sent.map(([ms]) => ms));
        expect(after(sent).visibleMs).toBeLessThanOrEqual(last);
      }),
    );
  });
});

test("95 % of the duration is enough, a millisecond less is not", () => {
  expect(isWatched({ ...fresh, visibleMs: 9_500 }, 10)).toBe(true);
  expect(isWatched({ ...fresh, visibleMs: 9_499 }, 10)).toBe(false);
});
