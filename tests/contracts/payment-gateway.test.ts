import { uuidv7 } from "uuidv7";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";

import { type FaultRule, troubleReply } from "@/server/adapters/stripe/embedded/fault-script";
import { asId } from "@/server/kernel/id";
import { centavos } from "@/server/kernel/money";
import type { PaymentGateway } from "@/server/payments/ports/gateway";

import {
  checkoutAsk,
  confirmAsk,
  DAY_MS,
  HOUR_MS,
  makeStripe,
  newOrderId,
  newRefundId,
  outside,
  standingClock,
} from "../support/stripe";

/** An adapter of the port, and what happens outside of our sight; each adapter says how. */
type Subject = {
  gateway: PaymentGateway;
  people: ReturnType<typeof outside>;
  clock: ReturnType<typeof standingClock>;
  /** Time passes at the service, too. */
  passes(ms: number): Promise<void>;
  /** Something goes wrong with the next call. */
  meets(rule: FaultRule): void;
  heals(): void;
  stop(): Promise<void>;
};

function embeddedStripe(): Subject {
  const clock = standingClock();
  const { embedded, gateway } = makeStripe({ now: clock.now });
  return {
    gateway,
    clock,
    people: outside(embedded),
    passes: async (ms) => {
      clock.advance(ms);
      await embedded.tick();
    },
    meets: embedded.faults.next,
    heals: embedded.faults.clear,
    stop: () => embedded.stop(),
  };
}

describe.each([["embedded stripe", embeddedStripe]])("payment gateway: %s", (_name, make) => {
  let subject: Subject;
  let gateway: PaymentGateway;
  let people: Subject["people"];
  beforeAll(() => {
    subject = make();
    ({ gateway, people } = subject);
  });
  afterEach(() => subject.heals());
  afterAll(() => subject.stop());

  const inAnHour = () => new Date(subject.clock.now().getTime() + HOUR_MS);
  const opened = async (more: Parameters<typeof checkoutAsk>[0] = {}) => {
    const ask = checkoutAsk({ expiresAt: inAnHour(), ...more });
    const checkout = await gateway.createCheckout(ask);
    if (!checkout.ok || !checkout.value.sessionId) return expect.fail("a checkout opens");
    return { ask, sessionId: checkout.value.sessionId, standing: checkout.value };
  };
  const openedForTransfer = async () => {
    const made = await gateway.createCustomer(asId("user", uuidv7()));
    const customerId = made.ok ? made.value : expect.fail("a customer is made");
    const { sessionId } = await opened({ method: "SPEI", customerId });
    people.takesVoucher(sessionId);
    return { sessionId, customerId };
  };
  const paidBy = async (paymentMethodId = "pm_card_visa") => {
    const ask = confirmAsk({ paymentMethodId });
    const paid = await gateway.confirmWithMethod(ask);
    return { ask, intentId: (paid.ok && paid.value.intentId) || expect.fail("it is paid") };
  };
  const standingOf = async (sessionId: string) => {
    const found = await gateway.retrieve({ sessionId });
    return found.ok ? found.value : undefined;
  };
  const since = () => new Date(subject.clock.now().getTime() - 60_000);

  describe("a checkout", () => {
    test("opens with a page to pay on, and knows its order", async () => {
      const { ask, standing } = await opened();
      expect(standing).toMatchObject({ state: "OPEN", orderId: ask.orderId, amount: 50_000, currency: "mxn" });
      expect(standing).toMatchObject({ isLive: gateway.isLive, failure: undefined });
      expect(standing.url).toMatch(/^http/);
    });

    test("is the same when the same order asks again", async () => {
      const { ask, sessionId } = await opened();
      expect(await gateway.createCheckout(ask)).toMatchObject({ ok: true, value: { sessionId } });
    });

    test("for the same order and another amount is a fault of ours, not a second charge", async () => {
      const { ask } = await opened();
      await expect(gateway.createCheckout({ ...ask, amount: centavos(60_000) })).rejects.toThrow(/same parameters/);
    });

    test("paid on its page stands as paid, with its intent", async () => {
      const { sessionId } = await opened();
      people.pays(sessionId);
      const intentId = expect.stringMatching(/^pi_/);
      expect(await standingOf(sessionId)).toMatchObject({ state: "PAID", amount: 50_000, intentId });
    });

    test("stays open after a declined card, and says why", async () => {
      const { sessionId } = await opened();
      people.pays(sessionId, "pm_card_chargeDeclinedInsufficientFunds");
      expect(await standingOf(sessionId)).toMatchObject({ state: "OPEN", failure: "insufficient_funds" });
      people.pays(sessionId);
      expect(await standingOf(sessionId)).toMatchObject({ state: "PAID" });
    });

    test.each([
      [true, "PAID"],
      [false, "OPEN"],
    ])("whose card needs 3-D Secure, answered %s, is %s", async (isAccepted, state) => {
      const { sessionId } = await opened();
      people.pays(sessionId, "pm_card_authenticationRequired");
      const asked = await standingOf(sessionId);
      expect(asked).toMatchObject({ state: "OPEN" });
      people.answersBank(asked?.intentId ?? "", isAccepted);
      expect(await standingOf(sessionId)).toMatchObject({ state });
    });

    test("can be ended while open; a paid one stays paid", async () => {
      const open = await opened();
      expect(await gateway.expire({ sessionId: open.sessionId })).toMatchObject({ value: { state: "EXPIRED" } });
      expect(await gateway.expire({ sessionId: open.sessionId })).toMatchObject({ value: { state: "EXPIRED" } });
      const paid = await opened();
      people.pays(paid.sessionId);
      expect(await gateway.expire({ sessionId: paid.sessionId })).toMatchObject({ value: { state: "PAID" } });
    });

    test("ends by itself on time", async () => {
      const { sessionId } = await opened();
      await subject.passes(HOUR_MS);
      expect(await standingOf(sessionId)).toMatchObject({ state: "EXPIRED" });
    });
  });

  describe("OXXO", () => {
    test("is awaited until it is paid, and says until when", async () => {
      const { sessionId } = await opened({ method: "OXXO" });
      people.takesVoucher(sessionId);
      const awaited = await standingOf(sessionId);
      expect(awaited).toMatchObject({ state: "AWAITED", payBefore: expect.any(Date) });
      people.paysVoucher(sessionId);
      expect(await standingOf(sessionId)).toMatchObject({ state: "PAID", amount: 50_000 });
    });

    test("fails at the end of its third day in Mexico City", async () => {
      const { sessionId } = await opened({ method: "OXXO" });
      people.takesVoucher(sessionId);
      const payBefore = (await standingOf(sessionId))?.payBefore ?? expect.fail("it has an end");
      expect(payBefore.toISOString()).toMatch(/T06:00:00\.000Z$/);
      await subject.passes(payBefore.getTime() - subject.clock.now().getTime() - 1_000);
      expect(await standingOf(sessionId)).toMatchObject({ state: "AWAITED" });
      await subject.passes(1_000);
      expect(await standingOf(sessionId)).toMatchObject({ state: "FAILED" });
    });

    test("is never refunded by the service", async () => {
      const { sessionId } = await opened({ method: "OXXO" });
      people.takesVoucher(sessionId);
      people.paysVoucher(sessionId);
      const intentId = (await standingOf(sessionId))?.intentId ?? "";
      const refused = await gateway.refund({ refundId: newRefundId(), intentId, amount: centavos(50_000) });
      expect(refused).toMatchObject({ refusal: { kind: "STATE_CONFLICT", reason: "charge_not_refundable" } });
    });
  });

  describe("SPEI", () => {
    test("needs a customer, who is the same each time", async () => {
      const userId = asId("user", uuidv7());
      const first = await gateway.createCustomer(userId);
      expect(first).toMatchObject({ ok: true, value: expect.any(String) });
      expect(await gateway.createCustomer(userId)).toEqual(first);
    });

    test("is awaited through a part of the transfer and paid with the rest", async () => {
      const { sessionId, customerId } = await openedForTransfer();
      expect(await standingOf(sessionId)).toMatchObject({ state: "AWAITED", payBefore: undefined });
      people.transfers(customerId, 20_000);
      expect(await standingOf(sessionId)).toMatchObject({ state: "AWAITED" });
      people.transfers(customerId, 30_000);
      expect(await standingOf(sessionId)).toMatchObject({ state: "PAID", amount: 50_000 });
    });

    test("keeps what came too much for the next payment of the customer", async () => {
      const { sessionId, customerId } = await openedForTransfer();
      people.transfers(customerId, 110_000);
      expect(await standingOf(sessionId)).toMatchObject({ state: "PAID", amount: 50_000 });
      const next = await opened({ method: "SPEI", customerId });
      people.takesVoucher(next.sessionId);
      expect(await standingOf(next.sessionId)).toMatchObject({ state: "PAID", amount: 50_000 });
    });

    test("never lapses by itself", async () => {
      const { sessionId } = await openedForTransfer();
      await subject.passes(30 * DAY_MS);
      expect(await standingOf(sessionId)).toMatchObject({ state: "AWAITED" });
    });
  });

  describe("a card confirmed in the call", () => {
    test("is paid once, however often it is asked", async () => {
      const ask = confirmAsk();
      const first = await gateway.confirmWithMethod(ask);
      expect(first).toMatchObject({ ok: true, value: { state: "PAID", amount: 50_000, orderId: ask.orderId } });
      expect(await gateway.confirmWithMethod(ask)).toEqual(first);
    });

    test.each([
      ["pm_card_chargeDeclined", "generic_decline"],
      ["pm_card_chargeDeclinedInsufficientFunds", "insufficient_funds"],
      ["pm_card_chargeDeclinedLostCard", "lost_card"],
      ["pm_card_chargeDeclinedExpiredCard", "expired_card"],
      ["pm_card_chargeDeclinedIncorrectCvc", "incorrect_cvc"],
      ["pm_card_chargeDeclinedProcessingError", "processing_error"],
    ])("%s is declined with a reason, and stands as failed", async (paymentMethodId, reason) => {
      const ask = confirmAsk({ paymentMethodId });
      const declined = await gateway.confirmWithMethod(ask);
      expect(declined).toMatchObject({ ok: false, refusal: { kind: "PAYMENT_DECLINED", reason } });
      expect(await gateway.confirmWithMethod(ask)).toEqual(declined);
      const found = await gateway.retrieve({ orderId: ask.orderId, since: since() });
      expect(found).toMatchObject({ ok: true, value: { state: "FAILED", orderId: ask.orderId } });
    });

    test("that does not exist is the caller's mistake", async () => {
      const refused = await gateway.confirmWithMethod(confirmAsk({ paymentMethodId: "pm_nobody" }));
      expect(refused).toMatchObject({ ok: false, refusal: { kind: "VALIDATION_ERROR" } });
    });

    test.each([
      [true, "PAID"],
      [false, "FAILED"],
    ])("that the bank asks about, answered %s, ends as %s", async (isAccepted, state) => {
      const asked = await gateway.confirmWithMethod(confirmAsk({ paymentMethodId: "pm_card_authenticationRequired" }));
      expect(asked).toMatchObject({ value: { state: "OPEN", url: expect.stringMatching(/^http/) } });
      const intentId = (asked.ok && asked.value.intentId) || expect.fail("an intent waits");
      people.answersBank(intentId, isAccepted);
      expect(await gateway.retrieve({ intentId })).toMatchObject({ value: { state } });
    });

    test("can be ended while the bank asks; a paid one stays paid", async () => {
      const asked = await gateway.confirmWithMethod(confirmAsk({ paymentMethodId: "pm_card_authenticationRequired" }));
      const intentId = (asked.ok && asked.value.intentId) || expect.fail("an intent waits");
      expect(await gateway.expire({ intentId })).toMatchObject({ value: { state: "EXPIRED" } });
      const paid = await paidBy();
      expect(await gateway.expire({ intentId: paid.intentId })).toMatchObject({ value: { state: "PAID" } });
    });
  });

  test("an order is found by its id, however it was paid; an unknown one is not", async () => {
    const { ask, sessionId } = await opened();
    const known = await gateway.retrieve({ orderId: ask.orderId, since: since() });
    expect(known).toMatchObject({ ok: true, value: { sessionId } });
    const paid = await paidBy();
    const other = await gateway.retrieve({ orderId: paid.ask.orderId, since: since() });
    expect(other).toMatchObject({ ok: true, value: { intentId: paid.intentId, state: "PAID" } });
    const nothing = { ok: true, value: undefined };
    expect(await gateway.retrieve({ orderId: newOrderId(), since: since() })).toEqual(nothing);
    expect(await gateway.retrieve({ sessionId: "cs_test_nobody" })).toEqual(nothing);
    expect(await gateway.retrieve({ intentId: "pi_nobody" })).toEqual(nothing);
  });

  describe("when the service is away", () => {
    const away = { ok: false, refusal: { kind: "UNAVAILABLE", retryAfterSeconds: expect.any(Number) } };

    test.each<[string, FaultRule["trouble"]]>([
      ["500", { kind: "answers", reply: troubleReply({ status: 500 }) }],
      ["503", { kind: "answers", reply: troubleReply({ status: 503 }) }],
      ["429", { kind: "answers", reply: troubleReply({ status: 429, type: "rate_limit_error" }) }],
      ["409", { kind: "answers", reply: troubleReply({ status: 409, code: "idempotency_key_in_use" }) }],
      ["a closed connection", { kind: "loses", loss: "closed" }],
      ["a lost answer", { kind: "loses", loss: "closed", isDone: true }],
    ])("%s twice is got over, and nothing is done twice", async (_what, trouble) => {
      subject.meets({ method: "POST", times: 2, trouble });
      const { ask, intentId } = await paidBy();
      const again = await gateway.confirmWithMethod(ask);
      expect(again).toMatchObject({ value: { state: "PAID", intentId } });
      const now = subject.clock.now();
      const lines = await gateway.movements({ from: now, to: new Date(now.getTime() + 1_000) });
      expect(lines.ok && lines.value.filter((line) => line.intentId === intentId)).toHaveLength(1);
    });

    test("three times is `UNAVAILABLE`; the same call later ends well", async () => {
      subject.meets({ times: 3, trouble: { kind: "answers", reply: troubleReply({ status: 500 }) } });
      const ask = confirmAsk();
      expect(await gateway.confirmWithMethod(ask)).toMatchObject(away);
      expect(await gateway.confirmWithMethod(ask)).toMatchObject({ value: { state: "PAID" } });
    });

    test("a longer pause that it asks for is passed on", async () => {
      const reply = troubleReply({ status: 429, type: "rate_limit_error" }, { retryAfterS: 90 });
      subject.meets({ trouble: { kind: "answers", reply } });
      const refused = await gateway.retrieve({ intentId: "pi_any" });
      expect(refused).toMatchObject({ refusal: { kind: "UNAVAILABLE", retryAfterSeconds: 90 } });
    });

    test("a 500 that it keeps under the key leaves the payment to be found by its order", async () => {
      const reply = troubleReply({ status: 500 }, { isKept: true });
      subject.meets({ method: "POST", trouble: { kind: "answers", reply, isDone: true } });
      const ask = confirmAsk();
      expect(await gateway.confirmWithMethod(ask)).toMatchObject(away);
      expect(await gateway.confirmWithMethod(ask)).toMatchObject(away);
      const found = await gateway.retrieve({ orderId: ask.orderId, since: since() });
      expect(found).toMatchObject({ value: { state: "PAID", orderId: ask.orderId } });
    });
  });
});
