import { describe, expect, test } from "vitest";

import { judge, judgeFactor } from "./policy";

const now = new Date("2026-11-24T18:00:00Z");
const ago = (minutes: number): Date => new Date(now.getTime() - minutes * 60_000);

describe("the policy", () => {
  test("lets strangers do what is anybody's, asks them to sign in for the rest, and keeps roles apart", () => {
    expect(judge("station:read", undefined)).toBe("allowed");
    expect(judge("coupon:own", undefined)).toBe("sign-in-first");
    expect(judge("coupon:own", "ADMIN")).toBe("denied");
    expect(judge("refund:pay", "ADMIN")).toBe("allowed");
  });

  test.for([
    ["audit:read", "AUDITOR", undefined, "missing"],
    ["audit:read", "AUDITOR", 300, "good"],
    ["redemption:create", "STATION_MANAGER", undefined, "missing"],
    ["redemption:create", "ATTENDANT", undefined, "good"],
    ["coupon:buy", "CUSTOMER", undefined, "good"],
    ["account:own", "ADMIN", undefined, "good"],
    ["station:read", "ADMIN", undefined, "good"],
    ["refund:pay", "ADMIN", 10, "good"],
    ["refund:pay", "ADMIN", 10.1, "stale"],
    ["coupon:manage", "ADMIN", 11, "stale"],
    ["raffle:draw", "ADMIN", 11, "stale"],
    ["user:manage", "ADMIN", 11, "stale"],
    ["raffle:manage", "ADMIN", 11, "good"],
  ] as const)("%s by %s with a factor of %s minutes ago is %s", ([permission, role, minutes, verdict]) => {
    const mfaAt = minutes === undefined ? undefined : ago(minutes);
    expect(judgeFactor(permission, { role, mfaAt }, now)).toBe(verdict);
  });
});
