import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

import Stripe from "stripe";
import { describe, expect, test } from "vitest";

import type { EmbeddedStripe } from "@/server/adapters/stripe/embedded/embedded-stripe";

import {
  checkoutAsk,
  confirmAsk,
  DAY_MS,
  HOUR_MS,
  makeStripe,
  newRefundId,
  outside,
  STRIPE_KEY,
  standingClock,
  WEBHOOK_SECRET,
} from "../support/stripe";

const eventsOf = ({ desk }: EmbeddedStripe): string[] =>
  desk.book
    .all("events")
    .map((event) => event.type)
    .toReversed();

/** Somebody who takes letters, or not, and keeps them all. */
async function receiver() {
  const letters: { text: string; signature: string }[] = [];
  const state = { status: 200 };
  const server = createServer((req, res) => {
    let text = "";
    req.on("data", (chunk: Buffer) => (text += chunk.toString("utf8")));
    req.on("end", () => {
      letters.push({ text, signature: String(req.headers["stripe-signature"]) });
      res.statusCode = state.status;
      res.end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/webhooks/stripe`;
  return { letters, state, url, stop: () => new Promise((resolve) => server.close(resolve)) };
}

const { webhooks } = new Stripe(STRIPE_KEY);
const isSignedBy = (secret: string, clock: { now(): Date }) => (letter: { text: string; signature: string }) => {
  try {
    webhooks.constructEvent(letter.text, letter.signature, secret, 300, undefined, clock.now().getTime());
    return true;
  } catch {
    return false;
  }
};

describe("events", () => {
  test("of an open session that ends", async () => {
    const clock = standingClock();
    const { embedded, gateway } = makeStripe({ now: clock.now });
    await gateway.createCheckout(checkoutAsk({ expiresAt: new Date(clock.now().getTime() + HOUR_MS) }));
    clock.advance(HOUR_MS);
    await embedded.tick();
    expect(eventsOf(embedded)).toEqual(["checkout.session.expired"]);
    await embedded.stop();
  });

  test("of a dispute won, and of one lost by the evidence of the test mode", async () => {
    const { embedded, gateway, client } = makeStripe();
    await gateway.confirmWithMethod(confirmAsk({ paymentMethodId: "pm_card_createDispute" }));
    const stripe = await client();
    const [dispute] = (await stripe.disputes.list()).data;
    await stripe.disputes.update(dispute?.id ?? "", {
      evidence: { uncategorized_text: "winning_evidence" },
      submit: true,
    });
    await gateway.confirmWithMethod(confirmAsk({ paymentMethodId: "pm_card_createDispute" }));
    const [second] = (await stripe.disputes.list()).data;
    await stripe.disputes.close(second?.id ?? "");
    const opened = ["charge.succeeded", "payment_intent.succeeded", "charge.dispute.created"];
    expect(eventsOf(embedded).filter((type) => type !== "payment_intent.created")).toEqual([
      ...[...opened, "charge.dispute.funds_withdrawn", "charge.dispute.updated"],
      ...["charge.dispute.closed", "charge.dispute.funds_reinstated"],
      ...[...opened, "charge.dispute.funds_withdrawn", "charge.dispute.closed"],
    ]);
    await embedded.stop();
  });

  test("of a refund that the bank sends back", async () => {
    const clock = standingClock();
    const { embedded, gateway } = makeStripe({ now: clock.now });
    const paid = await gateway.confirmWithMethod(confirmAsk({ paymentMethodId: "pm_card_refundFail" }));
    const intentId = (paid.ok && paid.value.intentId) || expect.fail("it is paid");
    const { amount } = confirmAsk();
    await gateway.refund({ refundId: newRefundId(), intentId, amount });
    clock.advance(HOUR_MS);
    await embedded.tick();
    expect(eventsOf(embedded).slice(-4)).toEqual([
      ...["refund.created", "charge.refunded", "refund.failed", "charge.refund.updated"],
    ]);
    await embedded.stop();
  });

  test("of a transfer in two parts, the second by the API's own helper", async () => {
    const { embedded, gateway, client } = makeStripe();
    const stripe = await client();
    const customer = await stripe.customers.create({});
    const checkout = await gateway.createCheckout(checkoutAsk({ method: "SPEI", customerId: customer.id }));
    const people = outside(embedded);
    people.takesVoucher((checkout.ok && checkout.value.sessionId) || "");
    people.transfers(customer.id, 10_000);
    await stripe.testHelpers.customers.fundCashBalance(customer.id, { amount: 45_000, currency: "mxn" });
    expect(eventsOf(embedded)).toEqual([
      ...["payment_intent.requires_action", "checkout.session.completed", "payment_intent.partially_funded"],
      ...["charge.succeeded", "payment_intent.succeeded", "checkout.session.async_payment_succeeded"],
    ]);
    const cash = await stripe.customers.retrieveCashBalance(customer.id);
    expect(cash.available).toEqual({ mxn: 5_000 });
    await embedded.stop();
  });
});

describe("letters", () => {
  test("arrive signed, and come again until they are taken", async () => {
    const clock = standingClock();
    const { letters, state, url, stop } = await receiver();
    const { embedded, gateway } = makeStripe({ now: clock.now });
    state.status = 500;
    embedded.deliverTo(url);
    await gateway.confirmWithMethod(confirmAsk());
    const isWaiting = () => embedded.desk.book.all("deliveries").length;
    await expect.poll(() => embedded.post.tally().refused).toBe(3);
    state.status = 200;
    clock.advance(60_000);
    await embedded.tick();
    expect(isWaiting()).toBe(0);
    expect(letters).toHaveLength(6);
    expect(letters.slice(3).every(isSignedBy(WEBHOOK_SECRET, clock))).toBe(true);
    await embedded.stop();
    await stop();
  });

  test("carry both signatures for a day after the secret changed", async () => {
    const clock = standingClock();
    const { letters, url, stop } = await receiver();
    const { embedded, gateway } = makeStripe({ now: clock.now });
    embedded.deliverTo(url);
    embedded.post.rotateSecret("whsec_new");
    await gateway.confirmWithMethod(confirmAsk());
    await expect.poll(() => letters.length).toBe(3);
    expect(letters.every(isSignedBy(WEBHOOK_SECRET, clock))).toBe(true);
    expect(letters.every(isSignedBy("whsec_new", clock))).toBe(true);
    clock.advance(DAY_MS);
    await gateway.confirmWithMethod(confirmAsk());
    await expect.poll(() => letters.length).toBe(6);
    expect(letters.slice(3).some(isSignedBy(WEBHOOK_SECRET, clock))).toBe(false);
    expect(letters.slice(3).every(isSignedBy("whsec_new", clock))).toBe(true);
    await embedded.stop();
    await stop();
  });

  test("go wrong as the seed has it: several, late, out of order, and forged", async () => {
    const sent = async (seed: number) => {
      const clock = standingClock(new Date("2026-11-24T12:00:00Z"));
      const { letters, url, stop } = await receiver();
      const { embedded, gateway } = makeStripe({ now: clock.now });
      embedded.post.misbehave({ seed, maxCopies: 10, maxDelayS: 72 * 3_600, forgedPerHundred: 50 });
      embedded.deliverTo(url);
      for (let i = 0; i < 5; i++) await gateway.confirmWithMethod(confirmAsk());
      const planned = embedded.desk.book.all("deliveries").map(({ nextAt, forgery }) => [nextAt, forgery?.kind]);
      for (let hour = 0; hour < 73; hour++) {
        clock.advance(HOUR_MS);
        await embedded.tick();
      }
      expect(embedded.desk.book.all("deliveries")).toEqual([]);
      await embedded.stop();
      await stop();
      return { planned, letters };
    };
    const [first, second] = [await sent(7), await sent(7)];
    expect(first.planned).toEqual(second.planned);
    expect((await sent(8)).planned).not.toEqual(first.planned);
    const instants = first.planned.map(([at]) => Number(at));
    expect(Math.max(...instants) - Math.min(...instants)).toBeGreaterThan(48 * 3_600);
    expect(instants).not.toEqual(instants.toSorted((a, b) => b - a));
    expect(first.letters).toHaveLength(first.planned.length);
    expect(first.planned.filter(([, forgery]) => forgery !== undefined).length).toBeGreaterThan(10);
  });
});

test("a restart keeps sessions, intents, answers and undelivered events", async () => {
  const folder = await mkdtemp(join(tmpdir(), "jsm-stripe-"));
  const before = makeStripe({ folder });
  const ask = confirmAsk();
  const paid = await before.gateway.confirmWithMethod(ask);
  const checkout = await before.gateway.createCheckout(checkoutAsk());
  await before.embedded.stop();

  const after = makeStripe({ folder });
  expect(await after.gateway.confirmWithMethod(ask)).toEqual(paid);
  const sessionId = (checkout.ok && checkout.value.sessionId) || expect.fail("a session");
  expect(await after.gateway.retrieve({ sessionId })).toEqual(checkout);
  expect(after.embedded.desk.book.all("deliveries").length).toBeGreaterThan(0);
  await after.embedded.stop();
  await rm(folder, { recursive: true });
});
