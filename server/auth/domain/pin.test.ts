import { expect, test } from "vitest";

import { isWeakPin, PIN_SHAPE } from "./pin";

test.each(["000000", "111111", "123456", "654321", "890123", "210987", "121212", "123123", "112211", "606606"])(
  "given %s, it is weak",
  (pin) => expect(isWeakPin(pin)).toBe(true),
);

test.each(["246813", "907142", "135790", "100200"])("given %s, it will do", (pin) =>
  expect(isWeakPin(pin)).toBe(false),
);

test.each(["12345", "1234567", "12345a", "１２３４５６", ""])("given %j, it is no PIN", (pin) => {
  expect(PIN_SHAPE.test(pin)).toBe(false);
});
