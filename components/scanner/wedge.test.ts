import { expect, test } from "vitest";

import { MAX_GAP_MS, NOTHING_HELD, wedgeKey, wedgePause } from "./wedge";

const keysOf = (text: string) => Array.from(text, (key) => (key === "\n" ? "Enter" : key));

/** Presses keys with the given gap and collects what came out. */
function press(keys: readonly string[], gapMs: number) {
  let state = NOTHING_HELD;
  let at = 1_000;
  const codes: string[] = [];
  let typed = "";
  for (const key of keys) {
    if (gapMs > MAX_GAP_MS) {
      const pause = wedgePause(state);
      state = pause.state;
      typed += pause.typed ?? "";
    }
    const step = wedgeKey(state, key, at);
    state = step.state;
    typed += step.typed ?? "";
    if (step.code !== undefined) codes.push(step.code);
    at += gapMs;
  }
  return { codes, typed: typed + (wedgePause(state).typed ?? "") };
}

test("given a fast run that ends in Enter, it is a code and nothing was typed", () => {
  expect(press(keysOf("JSM1.K1.ABCDEFG\n"), 4)).toEqual({ codes: ["JSM1.K1.ABCDEFG"], typed: "" });
});

test("given a person's pace, every key is handed on", () => {
  expect(press(keysOf("300.50\n"), 120)).toEqual({ codes: [], typed: "300.50\n" });
});

test("given two quick keys of a person, they are handed on and no code is seen", () => {
  expect(press(keysOf("50"), 20)).toEqual({ codes: [], typed: "50" });
});

test("given a short fast run with Enter, it is too short for a code and is handed on whole", () => {
  expect(press(keysOf("12\n"), 10)).toEqual({ codes: [], typed: "12\n" });
});

test("given a code after a typed key, the key is handed on and the code is whole", () => {
  let step = wedgeKey(NOTHING_HELD, "7", 0);
  step = wedgeKey(step.state, "J", 200);
  expect(step.typed).toBe("7");
  for (const [index, key] of keysOf("SM1.ABCDE").entries()) step = wedgeKey(step.state, key, 204 + index * 4);
  expect(wedgeKey(step.state, "Enter", 244).code).toBe("JSM1.ABCDE");
});
