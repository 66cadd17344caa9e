import { expect, test } from "vitest";

import { databaseInstant } from "./database-time";

test.each([
  ["2026-11-24 03:39:48.123456+00", "2026-11-24T03:39:48.123Z"],
  ["2026-11-24 03:39:48+00", "2026-11-24T03:39:48.000Z"],
  ["2026-11-23 21:39:48-06", "2026-11-24T03:39:48.000Z"],
  ["2026-11-24T03:39:48.5+05:30", "2026-11-23T22:09:48.500Z"],
])("%s", (text, iso) => expect(databaseInstant(text).toISOString()).toBe(iso));

test("anything else is a fault", () => expect(() => databaseInstant("infinity")).toThrow(TypeError));
