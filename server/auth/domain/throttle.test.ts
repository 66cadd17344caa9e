import { expect, test } from "vitest";

import { decideTry, type Tries } from "./throttle";

const rule = { allowance: 5, windowSeconds: 900 };
const start = new Date("2026-11-24T10:00:00Z");
const after = (seconds: number) => new Date(start.getTime() + seconds * 1_000);

function tryTimes(count: number, at: Date): Tries | undefined {
  let tries: Tries | undefined;
  for (let i = 0; i < count; i++) {
    const decision = decideTry(tries, rule, at);
    if (decision.allowed) tries = decision.next;
  }
  return tries;
}

test("given five failures, the sixth try waits for the end of the window", () => {
  const tries = tryTimes(5, start);
  expect(tries).toEqual({ failures: 5, windowStart: start });
  expect(decideTry(tries, rule, after(60))).toEqual({ allowed: false, retryAfterSeconds: 840 });
  expect(decideTry(tries, rule, after(899.5))).toEqual({ allowed: false, retryAfterSeconds: 1 });
});

test("given the end of the window, counting begins anew", () => {
  expect(decideTry(tryTimes(5, start), rule, after(900))).toEqual({
    allowed: true,
    next: { failures: 1, windowStart: after(900) },
  });
});

test("given a refused try, it does not make the wait longer", () => {
  expect(tryTimes(50, start)).toEqual({ failures: 5, windowStart: start });
});
