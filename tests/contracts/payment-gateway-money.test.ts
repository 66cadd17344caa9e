import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { centavos } from "@/server/kernel/money";
import type { PaymentGateway } from "@/server/payments/ports/gateway";

import {
  checkoutAsk,
  confirmAsk,
  DAY_MS,
  HOUR_MS,
  makeStripe,
  newRefundId,
  outside,
  standingClock,
} from "../support/stripe";

function embeddedStripe() {
  const clock = standingClock();
  const { embedded, gateway } = makeStripe({ now: clock.now });
  const passes = async (ms: number) => {
    clock.advance(ms);
    await embedded.tick();
  };
  return { gateway, clock, passes, people: outside(embedded), stop: () => embedded.stop() };
}

/** The second half of the port's suite: money that goes back, and the service's own books. */
describe.each([["embedded stripe", embeddedStripe]])("payment gateway, money back: %s", (_name, make) => {
  let subject: ReturnType<typeof make>;
  let gateway: PaymentGateway;
  beforeAll(() => {
    subject = make();
    ({ gateway } = subject);
  });
  afterAll(() => subject.stop());

  const paidBy = async (paymentMethodId = "pm_card_visa") => {
    const paid = await gateway.confirmWithMethod(confirmAsk({ paymentMethodId }));
    return (paid.ok && paid.value.intentId) || expect.fail("it is paid");
  };
  const refundOf = (intentId: string, amount = 50_000) => ({
    refundId: newRefundId(),
    intentId,
    amount: centavos(amount),
  });
  const serviceId = (refund: Awaited<ReturnType<PaymentGateway["refund"]>>): string =>
    (refund.ok && refund.value.stripeRefundId) || expect.fail("it is refunded");
  const movementsSince = async (from: Date) => {
    const lines = await gateway.movements({ from, to: new Date(subject.clock.now().getTime() + 1_000) });
    return lines.ok ? lines.value : expect.fail("the books can be read");
  };

  describe("a refund", () => {
    test("is paid once, and never more than came in", async () => {
      const ask = refundOf(await paidBy(), 30_000);
      const first = await gateway.refund(ask);
      expect(first).toMatchObject({ ok: true, value: { state: "SUCCEEDED", failure: undefined } });
      expect(await gateway.refund(ask)).toEqual(first);
      const more = await gateway.refund({ ...ask, refundId: newRefundId() });
      expect(more).toMatchObject({ refusal: { kind: "STATE_CONFLICT", reason: "amount_too_large" } });
      await gateway.refund(refundOf(ask.intentId, 20_000));
      const nothingLeft = await gateway.refund(refundOf(ask.intentId, 1));
      expect(nothingLeft).toMatchObject({ refusal: { kind: "STATE_CONFLICT", reason: "charge_already_refunded" } });
    });

    test("that was asked for long ago is still the same one", async () => {
      const ask = refundOf(await paidBy(), 10_000);
      const first = await gateway.refund(ask);
      await subject.passes(40 * DAY_MS);
      expect(await gateway.refund(ask)).toEqual(first);
    });

    test("may be pending, and is paid later", async () => {
      const ask = refundOf(await paidBy("pm_card_pendingRefund"));
      const first = await gateway.refund(ask);
      expect(first).toMatchObject({ value: { state: "PENDING" } });
      await subject.passes(HOUR_MS);
      expect(await gateway.refundStanding(serviceId(first))).toMatchObject({ value: { state: "SUCCEEDED" } });
      expect(await gateway.refund(ask)).toMatchObject({ value: { state: "SUCCEEDED" } });
    });

    test("may come back after it looked paid, with a reason, and can be tried again", async () => {
      const intentId = await paidBy("pm_card_refundFail");
      const first = await gateway.refund(refundOf(intentId));
      expect(first).toMatchObject({ value: { state: "SUCCEEDED" } });
      await subject.passes(HOUR_MS);
      expect(await gateway.refundStanding(serviceId(first))).toMatchObject({
        value: { state: "FAILED", failure: "lost_or_stolen_card" },
      });
      expect(await gateway.refund(refundOf(intentId))).toMatchObject({ value: { state: "SUCCEEDED" } });
    });

    test("that nobody made is not there", async () => {
      expect(await gateway.refundStanding("re_nobody")).toEqual({ ok: true, value: undefined });
    });
  });

  describe("a dispute", () => {
    test.each([
      ["won", "WON"],
      ["lost", "LOST"],
    ] as const)("takes the money at once, and ends %s", async (verdict, state) => {
      const intentId = await paidBy();
      const disputeId = subject.people.disputes(intentId);
      expect(await gateway.dispute(disputeId)).toEqual({
        ok: true,
        value: {
          ...{ disputeId, intentId, amount: 50_000, state: "OPEN", reason: "fraudulent" },
          ...{ isTaken: true, isLive: gateway.isLive },
        },
      });
      subject.people.bankDecides(disputeId, verdict);
      expect(await gateway.dispute(disputeId)).toMatchObject({ value: { state, amount: 50_000 } });
    });

    test("is about what was not refunded, and keeps the rest from being refunded", async () => {
      const intentId = await paidBy();
      await gateway.refund(refundOf(intentId, 20_000));
      const disputeId = subject.people.disputes(intentId);
      expect(await gateway.dispute(disputeId)).toMatchObject({ value: { amount: 30_000 } });
      const refused = await gateway.refund(refundOf(intentId, 1_000));
      expect(refused).toMatchObject({ refusal: { kind: "STATE_CONFLICT", reason: "charge_disputed" } });
    });

    test("that nobody opened is not there", async () => {
      expect(await gateway.dispute("dp_nobody")).toEqual({ ok: true, value: undefined });
    });
  });

  describe("the movements", () => {
    test("name every charge, refund, failure, dispute and reversal, with their fees", async () => {
      await subject.passes(1_000);
      const from = subject.clock.now();
      const intentId = await paidBy("pm_card_refundFail");
      const ask = refundOf(intentId, 10_000);
      await gateway.refund(ask);
      await subject.passes(HOUR_MS);
      const disputed = await paidBy();
      const disputeId = subject.people.disputes(disputed);
      subject.people.bankDecides(disputeId, "won");
      const { refundId } = ask;
      const nobody = { refundId: null, disputeId: null };
      const lines = (await movementsSince(from)).filter((line) => [intentId, disputed].includes(line.intentId ?? ""));
      expect(lines.map(({ id: _id, at: _at, ...line }) => line)).toEqual([
        { kind: "CHARGE", amount: 50_000, fee: 2_100, currency: "mxn", intentId, ...nobody },
        { kind: "REFUND", amount: -10_000, fee: 0, currency: "mxn", intentId, refundId, disputeId: null },
        { kind: "REFUND_FAILURE", amount: 10_000, fee: 0, currency: "mxn", intentId, refundId, disputeId: null },
        { kind: "CHARGE", amount: 50_000, fee: 2_100, currency: "mxn", intentId: disputed, ...nobody },
        {
          kind: "DISPUTE",
          amount: -50_000,
          fee: 30_000,
          currency: "mxn",
          intentId: disputed,
          refundId: null,
          disputeId,
        },
        {
          kind: "DISPUTE_REVERSAL",
          amount: 50_000,
          fee: 0,
          currency: "mxn",
          intentId: disputed,
          refundId: null,
          disputeId,
        },
      ]);
    });

    test("of adjoining spans are each line once, over many pages", async () => {
      await subject.passes(1_000);
      const from = subject.clock.now();
      const paid: string[] = [];
      for (let i = 0; i < 130; i++) {
        paid.push(await paidBy());
        if (i % 10 === 9) await subject.passes(1_000);
      }
      const middle = new Date(from.getTime() + 6_500);
      const to = new Date(from.getTime() + 60_000);
      const spans = [
        { from, to: middle },
        { from: middle, to },
      ];
      const halves = await Promise.all(spans.map((span) => gateway.movements(span)));
      const lines = halves.flatMap((half) => (half.ok ? half.value : []));
      expect(lines.map((line) => line.intentId)).toEqual(paid);
      expect(new Set(lines.map((line) => line.id)).size).toBe(130);
    });

    test("of cash and transfers are charges too", async () => {
      await subject.passes(1_000);
      const from = subject.clock.now();
      const expiresAt = new Date(from.getTime() + HOUR_MS);
      const checkout = await gateway.createCheckout(checkoutAsk({ method: "OXXO", expiresAt }));
      const sessionId = (checkout.ok && checkout.value.sessionId) || expect.fail("it opens");
      subject.people.takesVoucher(sessionId);
      subject.people.paysVoucher(sessionId);
      expect(await movementsSince(from)).toMatchObject([{ kind: "CHARGE", amount: 50_000 }]);
    });
  });
});
