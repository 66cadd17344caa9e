import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { centavos } from "@/server/kernel/money";

import { expiryOf, holdsCardNumber, isBuyable, ownAddress, unsaleableReason } from "./purchase";

describe("what can be bought", () => {
  test.each([
    [4_999, false],
    [5_000, true],
    [1_000_000, true],
    [1_000_001, false],
  ])("%d centavos: %s", (amount, expected) => expect(isBuyable(centavos(amount))).toBe(expected));

  test("a coupon ends with its 180th day in Mexico City", () => {
    expect(expiryOf(new Date("2026-01-01T05:59:00Z"))).toEqual(new Date("2026-06-30T06:00:00Z"));
    expect(expiryOf(new Date("2026-01-01T06:00:00Z"))).toEqual(new Date("2026-07-01T06:00:00Z"));
  });

  test("a station must be known, active and in the network", () => {
    expect(unsaleableReason(undefined)?.kind).toBe("NOT_FOUND");
    expect(unsaleableReason({ status: "SUSPENDED", acceptsCoupons: true })?.kind).toBe("STATION_CLOSED");
    expect(unsaleableReason({ status: "ACTIVE", acceptsCoupons: false })?.kind).toBe("VALIDATION_ERROR");
    expect(unsaleableReason({ status: "ACTIVE", acceptsCoupons: true })).toBeUndefined();
  });
});

describe("card numbers", () => {
  test.each(["4242424242424242", "4242 4242 4242 4242", "pm_4000-0000-0000-0002", "378282246310005"])(
    "%s is one",
    (text) => expect(holdsCardNumber(text)).toBe(true),
  );
  test.each(["pm_card_visa", "pm_1N9x2eLkdIwHu7ixGQ8PzV", "4242424242424241", "123456"])("%s is none", (text) =>
    expect(holdsCardNumber(text)).toBe(false),
  );
});

describe("where the payment page may send people back", () => {
  const ours = "https://jsm.example";
  test.each([
    ["/buy/return?x=1", "https://jsm.example/buy/return?x=1"],
    ["https://jsm.example/a", "https://jsm.example/a"],
    ["https://evil.example/a", undefined],
    ["https://jsm.example.evil.example/", undefined],
    ["https://jsm.example@evil.example/", undefined],
    ["https://me@jsm.example/", undefined],
    ["//evil.example/a", undefined],
    ["/\\evil.example", undefined],
    ["javascript:alert(1)", undefined],
    ["buy", undefined],
    ["https://", undefined],
  ])("%s → %s", (asked, expected) => expect(ownAddress(asked, ours)).toBe(expected));

  test("whatever is accepted is ours", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const address = ownAddress(`/${text}`, ours);
        return address === undefined || new URL(address).origin === ours;
      }),
    );
  });
});
