import { expect, test } from "vitest";

import { isShowable, isStale, isStore, storeOf } from "./kept-code";

const asOf = "2026-11-24T18:00:00.000Z";
const later = (hours: number) => new Date(new Date(asOf).getTime() + hours * 3_600_000);

test("given a code that was kept, it is shown for a week and is called old after a day", () => {
  const kept = { asOf, validUntil: null };
  expect(isShowable(kept, later(0))).toBe(true);
  expect(isShowable(kept, later(7 * 24 - 1))).toBe(true);
  expect(isShowable(kept, later(7 * 24))).toBe(false);
  expect(isStale(kept, later(23))).toBe(false);
  expect(isStale(kept, later(24))).toBe(true);
});

test("given a coupon that ran out meanwhile, its code is not shown", () => {
  const kept = { asOf, validUntil: "2026-11-25T06:00:00.000Z" };
  expect(isShowable(kept, later(11))).toBe(true);
  expect(isShowable(kept, later(12))).toBe(false);
});

test("given two people, each has a store of their own", () => {
  expect(storeOf("a")).not.toBe(storeOf("b"));
  expect(isStore(storeOf("a"))).toBe(true);
  expect(isStore("next-data")).toBe(false);
});
