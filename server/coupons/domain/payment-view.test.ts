import { expect, test } from "vitest";

import { centavos } from "@/server/kernel/money";

import { declineOf, type OrderCard, paymentState, paymentView } from "./payment-view";

const at = new Date("2026-11-24T18:00:00Z");
const order = (more: Partial<OrderCard> = {}): OrderCard => ({
  method: "CARD",
  status: "AWAITING_PAYMENT",
  isOpen: true,
  checkoutUrl: "https://pay.invalid/1",
  checkoutEndsAt: at,
  awaitedSince: null,
  payBefore: null,
  failure: null,
  refund: null,
  ...more,
});
const pending = { status: "PENDING_PAYMENT" } as const;

test("given an order at every point of its life, the buyer is told where it stands", () => {
  expect(paymentState(pending, order())).toBe("TO_PAY");
  expect(paymentState(pending, order({ status: "CREATED", checkoutUrl: null }))).toBe("CONFIRMING");
  expect(paymentState(pending, order({ checkoutUrl: null }))).toBe("CONFIRMING");
  expect(paymentState(pending, order({ method: "OXXO", awaitedSince: at }))).toBe("AWAITED");
  expect(paymentState(pending, order({ awaitedSince: at }))).toBe("CONFIRMING");
  expect(paymentState({ status: "ACTIVE" }, order({ status: "PAID", isOpen: false }))).toBe("PAID");
  expect(paymentState({ status: "SUSPENDED" }, order({ status: "PAID", isOpen: false }))).toBe("DISPUTED");
  const failed = { status: "PAYMENT_FAILED" } as const;
  expect(paymentState(failed, order({ status: "EXPIRED", isOpen: false }))).toBe("LAPSED");
  expect(paymentState(failed, order({ status: "FAILED", isOpen: false, failure: "not_paid" }))).toBe("LAPSED");
  expect(paymentState(failed, order({ status: "FAILED", isOpen: false, failure: "do_not_honor" }))).toBe("DECLINED");
  expect(paymentState({ status: "CANCELLED" }, order({ status: "CANCELLED", isOpen: false }))).toBe("CANCELLED");
});

test("given money on its way back, that is what is said, whatever the coupon's status", () => {
  const refund = {
    amount: centavos(40_000),
    state: "PENDING",
    askedAt: at,
    settledAt: null,
    accountLast4: null,
    takesAccount: false,
  } as const;
  const paid = { status: "PAID", isOpen: false } as const;
  expect(paymentState({ status: "CANCELLED" }, order({ ...paid, refund }))).toBe("REFUNDING");
  const done = { ...refund, state: "SUCCEEDED", settledAt: at } as const;
  expect(paymentView({ status: "CANCELLED" }, order({ ...paid, refund: done }))).toMatchObject({
    state: "REFUNDED",
    refund: { amount: "400.00", settledAt: "2026-11-24T18:00:00.000Z" },
  });
});

test("given the payment service's own word, the buyer hears one of a few kinds, and of a stolen card nothing but no", () => {
  expect(declineOf("insufficient_funds")).toBe("NO_FUNDS");
  expect(declineOf("stolen_card")).toBe("REFUSED");
  expect(declineOf("constructor")).toBe("REFUSED");
  expect(paymentView(pending, order({ failure: "expired_card" })).decline).toBe("CARD_EXPIRED");
  expect(paymentView({ status: "CANCELLED" }, order({ status: "CANCELLED", failure: "by_buyer" })).decline).toBeNull();
});
