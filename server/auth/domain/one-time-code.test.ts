import { expect, test } from "vitest";

import { isLive, mayTry } from "./one-time-code";

const now = new Date("2026-11-24T10:00:00Z");
const code = { expiresAt: new Date("2026-11-24T10:05:00Z"), usedAt: null, tries: 0 };

test("given a fresh code, it may be tried three times", () => {
  expect([0, 1, 2, 3].map((tries) => mayTry({ ...code, tries }, now))).toEqual([true, true, true, false]);
});

test("given a code that is used or too old, it opens nothing", () => {
  expect(isLive({ ...code, usedAt: now }, now)).toBe(false);
  expect(isLive(code, code.expiresAt)).toBe(false);
  expect(mayTry(code, code.expiresAt)).toBe(false);
});
