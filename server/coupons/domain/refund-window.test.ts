import { expect, test } from "vitest";

import { isRestDay, refundableUntil } from "./refund-window";

test.each([
  ["a Monday", "2026-06-01T18:00:00Z", "2026-06-09T06:00:00Z"],
  ["a Friday night", "2026-06-06T05:59:00Z", "2026-06-13T06:00:00Z"],
  ["a Saturday", "2026-06-06T18:00:00Z", "2026-06-13T06:00:00Z"],
  ["before Labour Day", "2026-04-30T18:00:00Z", "2026-05-09T06:00:00Z"],
  ["before Christmas", "2026-12-24T18:00:00Z", "2027-01-05T06:00:00Z"],
  ["before the Monday of the revolution", "2026-11-13T18:00:00Z", "2026-11-24T06:00:00Z"],
])("bought on %s, five business days count", (_when, bought, until) => {
  expect(refundableUntil(new Date(bought))).toEqual(new Date(until));
});

test.each([
  [{ year: 2026, month: 2, day: 2, weekday: 1 }, true],
  [{ year: 2026, month: 2, day: 9, weekday: 1 }, false],
  [{ year: 2026, month: 3, day: 16, weekday: 1 }, true],
  [{ year: 2030, month: 10, day: 1, weekday: 2 }, true],
  [{ year: 2026, month: 10, day: 1, weekday: 4 }, false],
])("%o is a rest day: %s", (day, expected) => expect(isRestDay(day)).toBe(expected));
