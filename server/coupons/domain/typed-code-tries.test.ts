import { expect, test } from "vitest";

import { afterWrongCode, typedCodeWait, type TypedTries } from "./typed-code-tries";

const at = (seconds: number): Date => new Date(Date.UTC(2026, 10, 24) + seconds * 1_000);

/** So many wrong codes one second apart, the last one at second 0. */
function afterWrong(count: number): TypedTries | undefined {
  let tries: TypedTries | undefined;
  for (let n = 1; n <= count; n++) tries = afterWrongCode(tries, at(n - count));
  return tries;
}

test("given up to four wrong codes, the fifth may be typed at once", () => {
  for (const count of [0, 1, 4]) expect(typedCodeWait(afterWrong(count), at(0))).toBe(0);
});

test("given five or more, the waits double and end at ten minutes", () => {
  expect([5, 6, 7, 8, 9, 10, 30].map((count) => typedCodeWait(afterWrong(count), at(0)))).toEqual([
    30, 60, 120, 240, 480, 600, 600,
  ]);
});

test("given the wait is over, one more may be typed", () => {
  expect(typedCodeWait(afterWrong(5), at(29))).toBe(1);
  expect(typedCodeWait(afterWrong(5), at(30))).toBe(0);
});

test("given ten minutes without a wrong one, counting starts anew", () => {
  expect(typedCodeWait(afterWrong(9), at(600))).toBe(0);
  expect(afterWrongCode(afterWrong(9), at(600))).toEqual({ wrong: 1, lastWrongAt: at(600) });
});
