import { expect, test } from "vitest";

import { isPlainInput } from "./input-check";

test("ordinary input passes", () => {
  expect(isPlainInput({ amount: "500.00", list: [1, null, true, { a: "ñ" }] })).toBe(true);
  expect(isPlainInput(undefined)).toBe(true);
});

test.each([
  ["a NUL in a text", { name: "a\u0000b" }],
  ["a prototype key", JSON.parse('{"__proto__": {"role": "ADMIN"}}')],
  ["a constructor key deep inside", { a: [{ constructor: 1 }] }],
  ["depth beyond reason", JSON.parse("[".repeat(60_000) + "]".repeat(60_000))],
])("%s does not", (_name, input) => expect(isPlainInput(input)).toBe(false));
