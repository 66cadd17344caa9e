import { uuidv7 } from "uuidv7";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import {
  issueVoucher,
  lapseVoucher,
  payByCard,
  settleVoucher,
} from "@/server/adapters/stripe/embedded/checkout-sessions";
import { authenticate } from "@/server/adapters/stripe/embedded/payment-intents";
import { asId } from "@/server/kernel/id";
import { centavos } from "@/server/kernel/money";

import { checkoutAsk, confirmAsk, makeStripe, newOrderId } from "../support/stripe";

/** What a customer does outside our pages; each adapter says how. */
type Customer = {
  pays(sessionId: string): void;
  isDeclined(sessionId: string): void;
  takesVoucher(sessionId: string): void;
  paysVoucher(sessionId: string): void;
  forgetsVoucher(sessionId: string): void;
  answersBank(intentId: string, isAccepted: boolean): void;
};

function embeddedStripe() {
  const { embedded, gateway } = makeStripe();
  const { desk } = embedded;
  const session = (id: string) => desk.book.get("sessions", id) ?? expect.fail("no such session");
  const intent = (id: string) => desk.book.get("intents", id) ?? expect.fail("no such intent");
  const customer: Customer = {
    pays: (id) => void payByCard(desk, session(id), "pm_card_visa"),
    isDeclined: (id) => void payByCard(desk, session(id), "pm_card_chargeDeclined"),
    takesVoucher: (id) => void issueVoucher(desk, session(id)),
    paysVoucher: (id) => void settleVoucher(desk, session(id)),
    forgetsVoucher: (id) => void lapseVoucher(desk, session(id)),
    answersBank: (id, isAccepted) => void authenticate(desk, intent(id), isAccepted),
  };
  return { gateway, customer, stop: () => embedded.stop() };
}

describe.each([["embedded stripe", embeddedStripe]])("payment gateway: %s", (_name, make) => {
  let parts: ReturnType<typeof make>;
  beforeAll(() => void (parts = make()));
  afterAll(() => parts.stop());

  const opened = async (more: Parameters<typeof checkoutAsk>[0] = {}) => {
    const ask = checkoutAsk(more);
    const checkout = await parts.gateway.createCheckout(ask);
    if (!checkout.ok || !checkout.value.sessionId) return expect.fail("a checkout opens");
    return { ask, sessionId: checkout.value.sessionId, standing: checkout.value };
  };
  const standingOf = async (sessionId: string) => {
    const found = await parts.gateway.retrieve({ sessionId });
    return found.ok ? found.value : undefined;
  };

  test("a checkout opens with a page to pay on, and knows its order", async () => {
    const { ask, standing } = await opened();
    expect(standing).toMatchObject({
      state: "OPEN",
      orderId: ask.orderId,
      amount: 50_000,
      currency: "mxn",
      isLive: false,
    });
    expect(standing.url).toMatch(/^http/);
  });

  test("asking again for the same order gives the same checkout", async () => {
    const { ask, sessionId } = await opened();
    const again = await parts.gateway.createCheckout(ask);
    expect(again).toMatchObject({ ok: true, value: { sessionId } });
  });

  test("the same order with another amount is a fault of ours, not a second charge", async () => {
    const { ask } = await opened();
    await expect(parts.gateway.createCheckout({ ...ask, amount: centavos(60_000) })).rejects.toThrow(/same parameters/);
  });

  test("paid on the page, the checkout stands as paid with its intent", async () => {
    const { sessionId } = await opened();
    parts.customer.pays(sessionId);
    expect(await standingOf(sessionId)).toMatchObject({
      state: "PAID",
      amount: 50_000,
      intentId: expect.stringMatching(/^pi_/),
    });
  });

  test("a card declined on the page leaves it open", async () => {
    const { sessionId } = await opened();
    parts.customer.isDeclined(sessionId);
    expect(await standingOf(sessionId)).toMatchObject({ state: "OPEN" });
    parts.customer.pays(sessionId);
    expect(await standingOf(sessionId)).toMatchObject({ state: "PAID" });
  });

  test("an OXXO voucher is awaited until it is paid", async () => {
    const { sessionId } = await opened({ method: "OXXO" });
    parts.customer.takesVoucher(sessionId);
    expect(await standingOf(sessionId)).toMatchObject({ state: "AWAITED" });
    parts.customer.paysVoucher(sessionId);
    expect(await standingOf(sessionId)).toMatchObject({ state: "PAID", amount: 50_000 });
  });

  test("a voucher that lapses has failed", async () => {
    const { sessionId } = await opened({ method: "OXXO" });
    parts.customer.takesVoucher(sessionId);
    parts.customer.forgetsVoucher(sessionId);
    expect(await standingOf(sessionId)).toMatchObject({ state: "FAILED" });
  });

  test("SPEI needs a customer, who is the same each time", async () => {
    const userId = asId("user", uuidv7());
    const [first, second] = [await parts.gateway.createCustomer(userId), await parts.gateway.createCustomer(userId)];
    expect(first).toEqual(second);
    const { sessionId } = await opened({ method: "SPEI", customerId: first.ok ? first.value : undefined });
    parts.customer.takesVoucher(sessionId);
    expect(await standingOf(sessionId)).toMatchObject({ state: "AWAITED" });
  });

  test("an open checkout can be ended, a paid one stays paid", async () => {
    const open = await opened();
    expect(await parts.gateway.expire({ sessionId: open.sessionId })).toMatchObject({
      ok: true,
      value: { state: "EXPIRED" },
    });
    const paid = await opened();
    parts.customer.pays(paid.sessionId);
    expect(await parts.gateway.expire({ sessionId: paid.sessionId })).toMatchObject({
      ok: true,
      value: { state: "PAID" },
    });
  });

  test("a good card is paid in the call, once", async () => {
    const ask = confirmAsk();
    const first = await parts.gateway.confirmWithMethod(ask);
    const second = await parts.gateway.confirmWithMethod(ask);
    expect(first).toMatchObject({ ok: true, value: { state: "PAID", amount: 50_000, orderId: ask.orderId } });
    expect(second).toEqual(first);
  });

  test.each([
    ["pm_card_chargeDeclined", "generic_decline"],
    ["pm_card_chargeDeclinedInsufficientFunds", "insufficient_funds"],
    ["pm_card_chargeDeclinedExpiredCard", "expired_card"],
  ])("%s is declined with a reason, and stands as failed", async (paymentMethodId, reason) => {
    const ask = confirmAsk({ paymentMethodId });
    expect(await parts.gateway.confirmWithMethod(ask)).toMatchObject({
      ok: false,
      refusal: { kind: "PAYMENT_DECLINED", reason },
    });
    const found = await parts.gateway.retrieve({ orderId: ask.orderId, since: new Date(Date.now() - 60_000) });
    expect(found).toMatchObject({ ok: true, value: { state: "FAILED", orderId: ask.orderId } });
  });

  test("a payment method that does not exist is the caller's mistake", async () => {
    const refused = await parts.gateway.confirmWithMethod(confirmAsk({ paymentMethodId: "pm_nobody" }));
    expect(refused).toMatchObject({ ok: false, refusal: { kind: "VALIDATION_ERROR" } });
  });

  test.each([
    [true, "PAID"],
    [false, "FAILED"],
  ])("the bank's question, answered %s, ends as %s", async (isAccepted, state) => {
    const asked = await parts.gateway.confirmWithMethod(
      confirmAsk({ paymentMethodId: "pm_card_authenticationRequired" }),
    );
    expect(asked).toMatchObject({ ok: true, value: { state: "OPEN", url: expect.stringMatching(/^http/) } });
    const intentId = (asked.ok && asked.value.intentId) || expect.fail("an intent waits");
    parts.customer.answersBank(intentId, isAccepted);
    expect(await parts.gateway.retrieve({ intentId })).toMatchObject({ ok: true, value: { state } });
  });

  test("an order is found by its id, however it was paid; an unknown one is not", async () => {
    const { ask, sessionId } = await opened();
    const since = new Date(Date.now() - 60_000);
    expect(await parts.gateway.retrieve({ orderId: ask.orderId, since })).toMatchObject({
      ok: true,
      value: { sessionId },
    });
    expect(await parts.gateway.retrieve({ orderId: newOrderId(), since })).toEqual({ ok: true, value: undefined });
    expect(await parts.gateway.retrieve({ sessionId: "cs_test_nobody" })).toEqual({ ok: true, value: undefined });
    expect(await parts.gateway.retrieve({ intentId: "pi_nobody" })).toEqual({ ok: true, value: undefined });
  });

  test("a refund is paid once, and never more than came in", async () => {
    const paid = await parts.gateway.confirmWithMethod(confirmAsk());
    const intentId = (paid.ok && paid.value.intentId) || expect.fail("a paid intent");
    const ask = { refundId: asId("refund", uuidv7()), intentId, amount: centavos(30_000) };
    const first = await parts.gateway.refund(ask);
    expect(first).toMatchObject({ ok: true, value: { state: "SUCCEEDED" } });
    expect(await parts.gateway.refund(ask)).toEqual(first);
    const more = await parts.gateway.refund({ ...ask, refundId: asId("refund", uuidv7()) });
    expect(more).toMatchObject({ ok: false, refusal: { kind: "STATE_CONFLICT" } });
  });
});
