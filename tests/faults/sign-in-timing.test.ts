import { randomUUID } from "node:crypto";

import { describe, expect } from "vitest";

import { signIn } from "@/server/auth/commands/sign-in";
import type { ApiCtx } from "@/server/container";
import { test } from "@/tests/support/auth-test";
import { cheapHasher, withHasher } from "@/tests/support/cheap-passwords";
import { scale, tell } from "@/tests/support/scale";

const SAMPLES = scale(2_000);
const WARM = 30;
const WIDE = 1_000_000;

const at = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length * share)] ?? 0;
const median = (values: readonly number[]): number => at(values, 0.5);

/** How far a median of so many samples strays by chance: what a busy machine blurs is no leak, and no proof of one. */
const errorOfMedian = (values: readonly number[]): number =>
  (0.93 * (at(values, 0.75) - at(values, 0.25))) / Math.sqrt(values.length);

/** Tries are counted as ever, but nobody has to wait: what is timed is the answer to a wrong password. */
function withoutWaiting(ctx: ApiCtx): ApiCtx {
  const { limits } = ctx.services;
  const { signInDevice, signInAccount } = limits.rules;
  const rules = {
    ...limits.rules,
    signInDevice: { ...signInDevice, allowance: WIDE },
    signInAccount: { ...signInAccount, allowance: WIDE },
  };
  return { ...ctx, services: { ...ctx.services, limits: { ...limits, rules } } };
}

describe("an address that nobody has", () => {
  test("is answered in the same words and as fast as a wrong password", async ({ desk }) => {
    const me = await desk.newcomer();
    const passwords = cheapHasher();
    const answers = { known: new Set<string>(), unknown: new Set<string>() };
    const times: { known: number[]; unknown: number[] } = { known: [], unknown: [] };
    const timed = async (who: "known" | "unknown", round: number): Promise<void> => {
      const network = `network ${round} ${who}`;
      const ctx = withoutWaiting(withHasher(await desk.visit({ network }), passwords));
      // A name of the same length; each is tried once, as somebody who harvests addresses would.
      const identifier = who === "known" ? me.email : `${randomUUID()}@prueba.example`;
      const from = performance.now();
      const answer = await signIn(ctx, { identifier, password: "no es la contraseña" });
      const ms = performance.now() - from;
      answers[who].add(JSON.stringify(answer));
      if (round >= WARM) times[who].push(ms);
    };
    for (let round = 0; round < SAMPLES + WARM; round++) {
      const order = round % 2 === 0 ? (["known", "unknown"] as const) : (["unknown", "known"] as const);
      for (const who of order) await timed(who, round);
    }
    const [known, unknown] = [median(times.known), median(times.unknown)];
    const apart = Math.abs(known - unknown);
    const blur = 3 * Math.hypot(errorOfMedian(times.known), errorOfMedian(times.unknown));
    tell("timing of a wrong password", {
      samples: SAMPLES,
      "known, ms": known.toFixed(3),
      "unknown, ms": unknown.toFixed(3),
      "apart, ms": apart.toFixed(3),
      "blur, ms": blur.toFixed(3),
    });
    expect([...answers.known]).toEqual([...answers.unknown]);
    expect(apart).toBeLessThan(Math.max(1, known / 100) + blur);
  });
});
