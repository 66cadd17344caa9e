import { expect, test } from "vitest";

import type { Key } from "./keypad";
import { pressPin } from "./pin-pad";

test("given keys, six digits are kept and nothing else", () => {
  const keys: readonly Key[] = ["9", "0", ".", "7", "erase", "7", "1", "4", "2", "8"];
  expect(keys.reduce(pressPin, "")).toBe("907142");
  expect(pressPin("907", "clear")).toBe("");
  expect(pressPin("", "erase")).toBe("");
});
