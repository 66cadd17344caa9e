import { describe, expect, test } from "vitest";

import { asId } from "@/server/kernel/id";

import type { Actor } from "./ctx";
import { EnvironmentError } from "./env";
import { createLimits, limitRules, type RateLimiter, subjectOf, type Take } from "./limits";
import { Refused } from "./refused";

const now = new Date("2026-11-24T10:00:00Z");
const user = (role: "CUSTOMER" | "ATTENDANT"): Actor => ({
  kind: "user",
  id: asId("user", "0192f0c1-2b3d-7000-8000-000000000001"),
  sessionId: asId("session", "0192f0c1-2b3d-7000-8000-000000000002"),
  role,
  mfaAt: undefined,
});
const stranger: Actor = { kind: "anonymous" };
const caller = (actor: Actor) => ({ actor, network: "198.51.100.7", answerHeaders: new Headers() });

/** Allows or refuses as told, and remembers what it was asked. */
function limiterThat(take: Partial<Take> = {}) {
  const asked: [string, number, string, number][] = [];
  const limiter: RateLimiter = {
    take: async (rule, subject, cost = 1) => {
      asked.push([rule.name, rule.allowance, subject, cost]);
      const resetAt = new Date(now.getTime() + 90_500);
      return { allowed: true, limit: rule.allowance, remaining: 7, resetAt, ...take };
    },
  };
  return { limits: createLimits({ rules: limitRules({ JSM_MODE: "live" }), limiter, now: () => now }), asked };
}

describe("the table of limits", () => {
  test("is that of the domain in live mode", () => {
    const { signInDevice, signInAccount, purchase, redemption, stationSearch, everything } = limitRules({
      JSM_MODE: "live",
    });
    const allowances = [signInDevice, signInAccount, purchase, redemption, stationSearch, everything].map(
      (r) => r.allowance,
    );
    expect(allowances).toEqual([5, 10, 10, 3_600, 100, 1_000]);
  });

  test("is 50 times as generous in the demonstration, but for guessing", () => {
    const { signInDevice, oneTimeCode, purchase } = limitRules({ JSM_MODE: "demo" });
    expect([signInDevice.allowance, oneTimeCode.allowance, purchase.allowance]).toEqual([5, 10, 500]);
  });

  test("takes a factor or rules of one's own", () => {
    expect(limitRules({ JSM_MODE: "demo", JSM_LIMITS: "x1000" }).everything.allowance).toBe(1_000_000);
    expect(limitRules({ JSM_MODE: "live", JSM_LIMITS: "*2" }).signInDevice.allowance).toBe(5);
    const own = limitRules({
      JSM_MODE: "live",
      JSM_LIMITS: '{"signInDevice":{"allowance":9},"purchase":{"windowSeconds":60}}',
    });
    expect(own.signInDevice).toEqual({ name: "signInDevice", allowance: 9, windowSeconds: 900 });
    expect(own.purchase).toEqual({ name: "purchase", allowance: 10, windowSeconds: 60 });
    expect(own.everything.allowance).toBe(1_000);
  });

  test("refuses what it does not understand, naming it", () => {
    for (const text of [
      "fifty",
      "[1]",
      "7",
      '{"nothing":{}}',
      '{"purchase":{"allowance":0}}',
      '{"purchase":{"allowance":1.5}}',
      '{"purchase":{"windowSeconds":"x"}}',
    ]) {
      expect(() => limitRules({ JSM_MODE: "live", JSM_LIMITS: text }), text).toThrow(EnvironmentError);
    }
  });
});

describe("taking", () => {
  test("counts people by account and strangers by network", () => {
    expect(subjectOf(caller(user("CUSTOMER")))).toBe("user:0192f0c1-2b3d-7000-8000-000000000001");
    expect(subjectOf(caller(stranger))).toBe("network:198.51.100.7");
  });

  test("writes what is left on the answer", async () => {
    const { limits } = limiterThat();
    const who = caller(stranger);
    expect((await limits.take(who, "purchase")).ok).toBe(true);
    expect(Object.fromEntries(who.answerHeaders)).toEqual({
      "x-ratelimit-limit": "10",
      "x-ratelimit-remaining": "7",
      "x-ratelimit-reset": String(now.getTime() / 1_000 + 91),
    });
  });

  test("refuses with the seconds to wait", async () => {
    const { limits } = limiterThat({ allowed: false, remaining: 0 });
    const taken = await limits.take(caller(stranger), "purchase");
    expect(taken).toEqual({ ok: false, refusal: { kind: "RATE_LIMITED", retryAfterSeconds: 91 } });
    await expect(limits.takeCoarse(caller(stranger))).rejects.toBeInstanceOf(Refused);
  });

  test("leaves an attendant room for the redemptions that have a rule of their own, and asks no system", async () => {
    const { limits, asked } = limiterThat();
    for (const actor of [stranger, user("CUSTOMER"), user("ATTENDANT"), { kind: "system", name: "job" } as const]) {
      await limits.takeCoarse(caller(actor));
    }
    expect(asked.map(([name, allowance]) => [name, allowance])).toEqual([
      ["everything", 1_000],
      ["everything", 1_000],
      ["everythingAtStation", 4_600],
    ]);
  });

  test("gives one back", async () => {
    const { limits, asked } = limiterThat();
    await limits.giveBack(caller(stranger), "purchase");
    expect(asked).toEqual([["purchase", 10, "network:198.51.100.7", -1]]);
  });
});
