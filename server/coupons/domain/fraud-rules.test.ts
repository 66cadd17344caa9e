import { describe, expect, test } from "vitest";

import { asId } from "@/server/kernel/id";

import { refusedCodes } from "./fraud-refused-codes";
import type { RedemptionTraits } from "./fraud-rule";
import { findingsOf } from "./fraud-rules";
import { signedWithoutCoupon } from "./fraud-signed-without-coupon";

const id = (n: number) => `01900000-0000-7000-8000-${String(n).padStart(12, "0")}`;

/** A calm redemption of 20 litres at noon, at the pump. */
const calm: RedemptionTraits = {
  redemptionId: asId("redemption", id(1)),
  couponId: asId("coupon", id(2)),
  attendantId: asId("user", id(3)),
  stationId: asId("station", id(4)),
  deviceId: asId("session", id(5)),
  redeemedAt: new Date("2026-11-24T18:05:00Z"),
  localDay: "2026-11-24",
  volumeMillilitres: 20_000,
  ofCoupon: 1,
  ofAttendant: 1,
  ofDevice: 1,
  tinyOfCoupon: 0,
  metersAway: 40,
  isOpen: true,
};
const rulesOf = (more: Partial<RedemptionTraits>) => findingsOf({ ...calm, ...more }).map(({ rule }) => rule);

test("given an ordinary redemption, no rule finds anything", () => {
  expect(rulesOf({})).toEqual([]);
});

describe.each<[string, Partial<RedemptionTraits>, Partial<RedemptionTraits>]>([
  ["COUPON_VELOCITY", { ofCoupon: 4 }, { ofCoupon: 3 }],
  ["ATTENDANT_VELOCITY", { ofAttendant: 30 }, { ofAttendant: 29 }],
  ["DEVICE_VELOCITY", { ofDevice: 6 }, { ofDevice: 5 }],
  ["FAR_FROM_STATION", { metersAway: 1_001 }, { metersAway: 1_000 }],
  ["AFTER_HOURS", { isOpen: false }, { isOpen: true }],
  ["MANY_TINY_PARTIALS", { tinyOfCoupon: 5, volumeMillilitres: 1_999 }, { tinyOfCoupon: 4, volumeMillilitres: 1_999 }],
])("%s", (rule, over, under) => {
  test("finds what is over its line", () => expect(rulesOf(over)).toEqual([rule]));
  test("leaves alone what is just under it", () => expect(rulesOf(under)).toEqual([]));
});

test("given no place and no hours, the rules that need them stay silent", () => {
  expect(rulesOf({ metersAway: undefined, isOpen: undefined, deviceId: undefined, ofDevice: 50 })).toEqual([]);
});

test("given a full redemption after four tiny ones, the tiny rule waits for the next tiny one", () => {
  expect(rulesOf({ tinyOfCoupon: 5, volumeMillilitres: 2_000 })).toEqual([]);
});

test("given several rules at once, each has its own say and its own weight", () => {
  const findings = findingsOf({ ...calm, ofCoupon: 9, metersAway: 25_000, isOpen: false });
  expect(findings.map(({ rule, score }) => [rule, score])).toEqual([
    ["COUPON_VELOCITY", 40],
    ["FAR_FROM_STATION", 80],
    ["AFTER_HOURS", 30],
  ]);
  expect(findings.every(({ score }) => score >= 1 && score <= 100)).toBe(true);
});

test("given the same burst looked at twice, it is the same matter; an hour later it is another", () => {
  const matterOf = (redeemedAt: Date) => findingsOf({ ...calm, ofAttendant: 30, redeemedAt })[0]?.matter;
  expect(matterOf(new Date("2026-11-24T18:05:00Z"))).toBe(matterOf(new Date("2026-11-24T18:09:59Z")));
  expect(matterOf(new Date("2026-11-24T18:05:00Z"))).not.toBe(matterOf(new Date("2026-11-24T19:05:00Z")));
});

describe("codes", () => {
  const shown = { actorId: asId("user", id(3)), at: new Date("2026-11-24T18:05:00Z") };
  test("five refused in ten minutes are a finding, four are not", () => {
    expect(refusedCodes({ ...shown, refused: 5 })).toMatchObject({ rule: "REFUSED_CODES", evidence: { count: 5 } });
    expect(refusedCodes({ ...shown, refused: 4 })).toBeUndefined();
  });
  test("a genuine signature over no coupon weighs most, once per coupon", () => {
    expect(signedWithoutCoupon({ couponId: calm.couponId })).toMatchObject({ score: 100, matter: calm.couponId });
  });
});
