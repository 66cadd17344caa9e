import { expect, test } from "vitest";

import { buyAgainHref, leftUntil, stateAt } from "./payment-shown";

const now = new Date("2026-11-24T18:00:00Z");

test("given a payment page that closed, nobody is sent to it any more", () => {
  expect(stateAt({ state: "TO_PAY", checkoutEndsAt: "2026-11-24T18:00:01Z" }, now)).toBe("TO_PAY");
  expect(stateAt({ state: "TO_PAY", checkoutEndsAt: "2026-11-24T18:00:00Z" }, now)).toBe("CONFIRMING");
  expect(stateAt({ state: "AWAITED", checkoutEndsAt: "2026-11-24T17:00:00Z" }, now)).toBe("AWAITED");
});

test("given an end, what is left is said in its two largest parts", () => {
  expect(leftUntil("2026-11-24T18:42:30Z", now)).toEqual({ unit: "minutes", minutes: 43 });
  expect(leftUntil("2026-11-24T21:05:00Z", now)).toEqual({ unit: "hours", hours: 3, minutes: 5 });
  expect(leftUntil("2026-11-27T20:00:00Z", now)).toEqual({ unit: "days", days: 3, hours: 2 });
  expect(leftUntil("2026-11-24T18:00:00Z", now)).toEqual({ unit: "over" });
});

test("given a purchase that came to nothing, buying again starts with the same wish", () => {
  const wish = { amount: "500.00", fuelType: "PREMIUM", stationId: null, payment: { method: "OXXO" } } as const;
  expect(buyAgainHref(wish)).toBe("/buy?amount=500.00&fuel=PREMIUM&method=OXXO");
});
