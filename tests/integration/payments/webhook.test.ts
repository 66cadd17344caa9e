import { createHmac } from "node:crypto";

import { uuidv7 } from "uuidv7";
import { describe, expect } from "vitest";

import { stripeGateway } from "@/server/adapters/stripe/gateway";
import { webhookVerifier } from "@/server/adapters/stripe/webhook-verifier";
import type { Container } from "@/server/container";
import { handleStripeWebhook } from "@/server/payments/webhook";
import { capturesOf, statusOf, test, walletAs } from "@/tests/support/payment-test";

const SECRETS = ["whsec_of_today", "whsec_of_yesterday"] as const;
const wish = { amount: "500.00", fuelType: "REGULAR" } as const;

const nowS = () => Math.floor(Date.now() / 1000);
const mac = (secret: string, text: string) => createHmac("sha256", secret).update(text).digest("hex");
const signed = (body: string, secret: string = SECRETS[0], at = nowS()) => `t=${at},v1=${mac(secret, `${at}.${body}`)}`;

const receive = (container: Container, body: string, header: string) => {
  const ctx = container.systemContext("stripe-webhook");
  const services = { ...ctx.services, webhooks: webhookVerifier(SECRETS) };
  return handleStripeWebhook({ ...ctx, services }, Buffer.from(body), header);
};

const eventOf = (type: string, object: Record<string, unknown>, id = `evt_${uuidv7()}`) =>
  JSON.stringify({
    id,
    object: "event",
    api_version: "2026-10-28.endive",
    created: nowS(),
    livemode: false,
    type,
    data: { object },
  });

const sessionEvent = (orderId: string, sessionId: string, type = "checkout.session.completed") =>
  eventOf(type, { id: sessionId, object: "checkout.session", metadata: { order_id: orderId } });

const kept = async (sql: { (t: TemplateStringsArray): Promise<readonly Record<string, unknown>[]> }) =>
  Number((await sql`select count(*)::int as n from webhook_events`)[0]?.["n"]);

describe("events that our secrets signed", () => {
  test("ten times at once have one effect, and ten times an answer", async ({ world, sql, shop, container }) => {
    const buyer = await world.person();
    const { id, checkoutUrl } = await walletAs(world.contextOf(buyer)).purchase(wish);
    shop.shut();
    await shop.press(checkoutUrl ?? "", "pay");
    const [order] = await sql`select id, checkout_session_id from orders where coupon_id = ${id}`;
    const body = sessionEvent(String(order?.["id"]), String(order?.["checkout_session_id"]));
    const answers = await Promise.all(Array.from({ length: 10 }, () => receive(container, body, signed(body))));
    expect(answers.every((answer) => answer.ok)).toBe(true);
    expect(answers.filter((answer) => answer.ok && answer.value.isNew)).toHaveLength(1);
    for (const answer of answers) if (answer.ok) await answer.value.processing;
    expect(await statusOf(sql, id)).toBe("ACTIVE");
    expect(await capturesOf(sql, id)).toHaveLength(1);
    expect(
      await sql`select 1 from webhook_events where processed_at is not null and type = 'checkout.session.completed'`,
    ).toHaveLength(1);
    shop.open();
  });

  test("both secrets count while one replaces the other", async ({ container }) => {
    for (const secret of SECRETS) {
      const body = eventOf("customer.created", { id: "cus_1" });
      expect(await receive(container, body, signed(body, secret))).toMatchObject({ ok: true });
    }
  });

  test("of a type that means nothing to us are kept and done with", async ({ sql, container }) => {
    const id = `evt_${uuidv7()}`;
    const body = eventOf("invoice.paid", { id: "in_1" }, id);
    const answer = await receive(container, body, signed(body));
    if (answer.ok) await answer.value.processing;
    const [row] = await sql`select processed_at is not null as done from webhook_events where event_id = ${id}`;
    expect(row).toEqual({ done: true });
  });

  test("that claim payment are not believed: the service is asked", async ({ world, sql, container }) => {
    const buyer = await world.person();
    const { id } = await walletAs(world.contextOf(buyer)).purchase(wish);
    const [order] = await sql`select id, checkout_session_id from orders where coupon_id = ${id}`;
    const body = sessionEvent(String(order?.["id"]), String(order?.["checkout_session_id"]));
    const answer = await receive(container, body, signed(body));
    if (answer.ok) await answer.value.processing;
    expect(await statusOf(sql, id)).toBe("PENDING_PAYMENT");
  });

  test("that name no order of ours are noted for a person", async ({ sql, container }) => {
    const body = sessionEvent(uuidv7(), `cs_test_${uuidv7()}`);
    const answer = await receive(container, body, signed(body));
    if (answer.ok) await answer.value.processing;
    expect(await sql`select 1 from payment_anomalies where kind = 'UNKNOWN_ORDER'`).not.toHaveLength(0);
  });

  test("stay open while the service cannot be asked", async ({ world, sql, container }) => {
    const buyer = await world.person();
    const { id } = await walletAs(world.contextOf(buyer)).purchase(wish);
    const [order] = await sql`select id from orders where coupon_id = ${id}`;
    const eventId = `evt_${uuidv7()}`;
    const metadata = { order_id: String(order?.["id"]) };
    const body = eventOf("payment_intent.succeeded", { id: "pi_1", object: "payment_intent", metadata }, eventId);
    const ctx = container.systemContext("stripe-webhook");
    const away = stripeGateway(() => Promise.reject(new Error("away")), false);
    const services = { ...ctx.services, payments: away, webhooks: webhookVerifier(SECRETS) };
    const answer = await handleStripeWebhook({ ...ctx, services }, Buffer.from(body), signed(body));
    if (answer.ok) await answer.value.processing;
    const [row] = await sql`select processed_at from webhook_events where event_id = ${eventId}`;
    expect(row).toEqual({ processed_at: null });
  });
});

test("everything else is refused and leaves nothing", async ({ sql, container }) => {
  const body = eventOf("checkout.session.completed", { id: "cs_test_1", metadata: {} });
  const good = signed(body);
  const [stamp = "", v1 = ""] = good.split(",");
  const forged: readonly (readonly [string, string, string])[] = [
    ["no header", body, ""],
    ["rubbish", body, "rubbish"],
    ["another secret", body, signed(body, "whsec_of_somebody_else")],
    ["too old", body, signed(body, SECRETS[0], nowS() - 301)],
    ["cut off", body, good.slice(0, -1)],
    ["no time", body, v1],
    ["no signature", body, stamp],
    ["only v0", body, good.replace("v1=", "v0=")],
    ["another time", body, `t=${nowS() + 1},${v1}`],
    ["an empty signature", body, `${stamp},v1=`],
    ["a changed body", body.replace("cs_test_1", "cs_test_2"), good],
    ["an added newline", `${body}\n`, good],
    ["a body written anew", JSON.stringify(JSON.parse(body), null, 1), good],
    ["an empty body", "", good],
    ["signed rubbish", "not json", signed("not json")],
  ];
  const before = await kept(sql);
  for (const [name, text, header] of forged) {
    expect(await receive(container, text, header), name).toMatchObject({
      ok: false,
      refusal: { kind: "VALIDATION_ERROR" },
    });
  }
  const bytes = Buffer.from(body);
  for (let bit = 0; bit < bytes.length * 8; bit += 7) {
    const flipped = Buffer.from(bytes);
    flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    const ctx = container.systemContext("stripe-webhook");
    const services = { ...ctx.services, webhooks: webhookVerifier(SECRETS) };
    expect((await handleStripeWebhook({ ...ctx, services }, flipped, good)).ok).toBe(false);
  }
  expect(await kept(sql)).toBe(before);
  expect((await receive(container, body, `${stamp},v1=${"0".repeat(64)},${v1}`)).ok).toBe(true);
});
