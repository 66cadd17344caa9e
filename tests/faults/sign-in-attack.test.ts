import { describe, expect } from "vitest";

import { signIn } from "@/server/auth/commands/sign-in";
import { refusalOf as refusalOfFault } from "@/server/platform/envelope";
import { test } from "@/tests/support/auth-test";
import { cheapHasher, withHasher } from "@/tests/support/cheap-passwords";
import { scale, tell } from "@/tests/support/scale";

const TRIES = scale(10_000);
const NETWORKS = 100;
const AT_ONCE = 200;

describe("guessing at one account", () => {
  test("from a hundred networks reaches the hash ten times, and its owner gets in all the while", async ({
    desk,
    sql,
  }) => {
    const me = await desk.newcomer();
    const passwords = cheapHasher();
    await sql`update users set password_hash = ${await passwords.hash(me.password)} where id = ${me.id}`;
    const visit = async (network: string, deviceToken?: string) =>
      withHasher(await desk.visit({ network, ...(deviceToken !== undefined && { deviceToken }) }), passwords);
    const ask = { identifier: me.email, password: me.password };
    const first = await signIn(await visit("192.0.2.1"), { ...ask, remembersDevice: true });
    if (!first.ok || first.value.deviceToken === undefined) return expect.fail("the device is remembered");
    const known = first.value.deviceToken;
    const before = passwords.looks;

    /** Every third guesser makes up a device, too. */
    const guess = async (i: number): Promise<string> => {
      const madeUp = i % 3 === 0 ? `${"x".repeat(37)}${String(i).padStart(6, "0")}` : undefined;
      const asked = signIn(await visit(`203.0.113.${i % NETWORKS}`, madeUp), { ...ask, password: `guess ${i}` });
      const answer = await asked.catch((fault: unknown) => ({ ok: false as const, refusal: refusalOfFault(fault) }));
      return answer.ok ? "in" : answer.refusal.kind;
    };
    const outcomes = new Map<string, number>();
    const ownersTries: number[] = [];
    for (let from = 0; from < TRIES; from += AT_ONCE) {
      const flood = Promise.all(Array.from({ length: Math.min(AT_ONCE, TRIES - from) }, (_, n) => guess(from + n)));
      const looksBefore = passwords.looks;
      const mine = await signIn(await visit("198.51.100.77", known), ask);
      expect(mine.ok, "the owner, on a known device, at the first try").toBe(true);
      ownersTries.push(passwords.looks - looksBefore);
      for (const kind of await flood) outcomes.set(kind, (outcomes.get(kind) ?? 0) + 1);
    }
    const reached = passwords.looks - before - ownersTries.length;
    tell("sign-in attack", { tries: TRIES, "reached the hash": reached, ...Object.fromEntries(outcomes) });
    expect(reached).toBeLessThanOrEqual(10);
    expect(outcomes.get("in")).toBeUndefined();
    expect(outcomes.get("INTERNAL")).toBeUndefined();
  });
});
