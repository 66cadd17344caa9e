import { expect, test } from "vitest";

import { daySpan } from "./day-span";

test("given two days, both are in the span, in Mexico City's zone", () => {
  expect(daySpan("2026-11-24", "2026-11-24")).toEqual({
    from: "2026-11-24T06:00:00.000Z",
    to: "2026-11-25T06:00:00.000Z",
  });
});

test("given summer time of old, the day still begins at midnight there", () => {
  expect(daySpan("2022-07-01", null)).toEqual({ from: "2022-07-01T05:00:00.000Z" });
});

test("given no day or nonsense, that end stays open", () => {
  expect(daySpan(null, null)).toEqual({});
  expect(daySpan("yesterday", "2026-13-45")).toEqual({});
});
