import { expect, test } from "vitest";

import { endOfLocalDay, localDay, MEXICO_CITY } from "./time";

test("a person's day is that of Mexico City, whatever the server's zone", () => {
  expect(localDay(new Date("2026-11-24T05:59:59Z"), MEXICO_CITY)).toBe("2026-11-23");
  expect(localDay(new Date("2026-11-24T06:00:00Z"), MEXICO_CITY)).toBe("2026-11-24");
});

test("the 180th day ends at the exclusive midnight of Mexico City", () => {
  expect(endOfLocalDay(new Date("2026-01-01T12:00:00Z"), 180, MEXICO_CITY).toISOString()).toBe(
    "2026-07-01T06:00:00.000Z",
  );
});

test("a border town's short day still ends at its own midnight", () => {
  expect(endOfLocalDay(new Date("2026-03-08T12:00:00Z"), 0, "America/Tijuana").toISOString()).toBe(
    "2026-03-09T07:00:00.000Z",
  );
});
