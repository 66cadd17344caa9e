import { expect, test } from "vitest";

import { secondsLeft } from "./ad-clock";

test("the hand moves between answers and waits for the next one", () => {
  const counted = { visibleSeconds: 5, at: 1_000, isVisible: true };
  expect(secondsLeft(15, counted, 1_000)).toBe(10);
  expect(secondsLeft(15, counted, 3_500)).toBe(8);
  expect(secondsLeft(15, counted, 60_000)).toBe(5);
});

test("a hidden page stops it", () => {
  expect(secondsLeft(15, { visibleSeconds: 5, at: 1_000, isVisible: false }, 60_000)).toBe(10);
});

test("it ends at nothing", () => {
  expect(secondsLeft(10, { visibleSeconds: 12, at: 0, isVisible: true }, 0)).toBe(0);
});
