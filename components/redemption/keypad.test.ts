import { expect, test } from "vitest";

import { type AskedIn, type Key, pressKey, pressTyped, readAmount } from "./keypad";

const press = (keys: readonly Key[], askedIn: AskedIn = "PESOS") =>
  keys.reduce((text, key) => pressKey(text, key, askedIn), "");

test("given keys in order, the amount reads as typed", () => {
  expect(press(["3", "0", "0", ".", "5"])).toBe("300.5");
  expect(readAmount("300.5", "PESOS")).toBe(30_050);
});

test("given a leading zero, it makes way for the next digit", () => {
  expect(press(["0", "0", "5"])).toBe("5");
});

test("given a point first, a zero stands before it, and erasing it leaves nothing", () => {
  expect(press([".", "5"])).toBe("0.5");
  expect(press([".", "erase"])).toBe("");
});

test("given a second point or too many digits, the key changes nothing", () => {
  expect(press(["1", ".", ".", "5"])).toBe("1.5");
  expect(press(["1", ".", "2", "3", "4"])).toBe("1.23");
  expect(press(["1", ".", "2", "3", "4", "5"], "LITRES")).toBe("1.234");
  expect(press(["1", "0", "0", "0", "0", "0"])).toBe("10000");
});

test("given a keyboard, its keys mean the same, with a comma as the point", () => {
  expect(pressTyped("", "12,5\b0x", "PESOS")).toBe("12.0");
});

test("given an amount that ends in a point, it reads as whole", () => {
  expect(readAmount("12.", "LITRES")).toBe(12_000);
  expect(readAmount("", "LITRES")).toBeUndefined();
});
