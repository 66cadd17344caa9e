import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

import Stripe from "stripe";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";

import type { Interference } from "@/server/adapters/stripe/embedded/api-server";
import type { EmbeddedStripe } from "@/server/adapters/stripe/embedded/embedded-stripe";

import { checkoutAsk, confirmAsk, makeStripe, STRIPE_KEY, WEBHOOK_SECRET } from "../support/stripe";

const VERSION = "2026-10-28.endive";
const intentForm = { amount: "50000", currency: "mxn", payment_method: "pm_card_visa", confirm: "true" };

type Call = { form?: Record<string, string>; key?: string; headers?: Record<string, string>; method?: string };

async function call(
  embedded: EmbeddedStripe,
  path: string,
  { form = {}, key, headers = {}, method = "POST" }: Call = {},
) {
  const answer = await fetch(`http://127.0.0.1:${await embedded.port()}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${STRIPE_KEY}`,
      "stripe-version": VERSION,
      "content-type": "application/x-www-form-urlencoded",
      ...(key && { "idempotency-key": key }),
      ...headers,
    },
    ...(method === "POST" && { body: new URLSearchParams(form).toString() }),
  });
  const text = await answer.text();
  const body = JSON.parse(text) as Record<string, unknown> & { error?: Record<string, unknown> };
  return { status: answer.status, text, body, error: body.error, headers: answer.headers };
}

describe("the API's manners", () => {
  let embedded: EmbeddedStripe;
  let interference: Interference = async () => undefined;
  beforeAll(() => void ({ embedded } = makeStripe({ interfere: (asked) => interference(asked) })));
  afterEach(() => void (interference = async () => undefined));
  afterAll(() => embedded.stop());

  test.each([
    ["/v1/payment_intents", { ...intentForm, colour: "red" }, "parameter_unknown", "colour"],
    [
      "/v1/payment_intents",
      { ...intentForm, "payment_method_types[0]": "card" },
      "payment_method_types_no_longer_supported",
      "payment_method_types",
    ],
    [
      "/v1/checkout/sessions",
      { mode: "payment", "payment_method_types[0]": "card" },
      "parameter_unknown",
      "payment_method_types",
    ],
    [
      "/v1/checkout/sessions",
      { mode: "payment", "line_items[0][price_data][colour]": "red" },
      "parameter_unknown",
      "line_items[0][price_data][colour]",
    ],
    ["/v1/payment_intents", { currency: "mxn" }, "parameter_missing", "amount"],
    ["/v1/payment_intents", { ...intentForm, amount: "12.50" }, "parameter_invalid", "amount"],
    ["/v1/payment_intents", { ...intentForm, amount: "500" }, "amount_too_small", "amount"],
    ["/v1/refunds", { payment_intent: "pi_nobody" }, "resource_missing", "payment_intent"],
  ])("%s refuses what it should: %o", async (path, form, code, param) => {
    const answer = await call(embedded, path, { form });
    expect(answer.status).toBe(400);
    expect(answer.error).toMatchObject({ type: "invalid_request_error", code, param });
  });

  test("old names of the hosted page are refused", async () => {
    const answer = await call(embedded, "/v1/checkout/sessions", { form: { mode: "payment", ui_mode: "hosted" } });
    expect(answer.error).toMatchObject({ param: "ui_mode" });
  });

  test("another key or another version gets nothing", async () => {
    expect(
      (await call(embedded, "/v1/payment_intents", { headers: { authorization: "Bearer sk_test_other" } })).status,
    ).toBe(401);
    expect((await call(embedded, "/v1/payment_intents", { headers: { "stripe-version": "2020-08-27" } })).status).toBe(
      400,
    );
  });

  test("the same key and body replay the first answer byte for byte", async () => {
    const first = await call(embedded, "/v1/payment_intents", { form: intentForm, key: "k-replay" });
    const again = await call(embedded, "/v1/payment_intents", { form: intentForm, key: "k-replay" });
    expect(again.text).toBe(first.text);
    expect(again.headers.get("idempotent-replayed")).toBe("true");
    expect(first.headers.get("idempotent-replayed")).toBeNull();
  });

  test("a decline is remembered too, a malformed request is not", async () => {
    const declined = { ...intentForm, payment_method: "pm_card_chargeDeclined" };
    const first = await call(embedded, "/v1/payment_intents", { form: declined, key: "k-declined" });
    expect(first.status).toBe(402);
    expect((await call(embedded, "/v1/payment_intents", { form: declined, key: "k-declined" })).text).toBe(first.text);
    expect((await call(embedded, "/v1/payment_intents", { form: { currency: "mxn" }, key: "k-repaired" })).status).toBe(
      400,
    );
    expect((await call(embedded, "/v1/payment_intents", { form: intentForm, key: "k-repaired" })).status).toBe(200);
  });

  test("the same key with another body is an idempotency error", async () => {
    await call(embedded, "/v1/payment_intents", { form: intentForm, key: "k-other" });
    const other = await call(embedded, "/v1/payment_intents", {
      form: { ...intentForm, amount: "60000" },
      key: "k-other",
    });
    expect(other.status).toBe(400);
    expect(other.error).toMatchObject({ type: "idempotency_error" });
  });

  test("a key whose first request is still under way conflicts", async () => {
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    const arrived = new Promise<void>((resolve) => {
      interference = async () => {
        resolve();
        await held;
        return undefined;
      };
    });
    const first = call(embedded, "/v1/payment_intents", { form: intentForm, key: "k-flight" });
    await arrived;
    const second = await call(embedded, "/v1/payment_intents", { form: intentForm, key: "k-flight" });
    expect(second.status).toBe(409);
    expect(second.error).toMatchObject({ code: "idempotency_key_in_use" });
    release();
    expect((await first).status).toBe(200);
  });

  test("lists page from the newest to the oldest", async () => {
    const made: unknown[] = [];
    for (let i = 0; i < 3; i++)
      made.unshift((await call(embedded, "/v1/customers", { form: { name: `c${i}` } })).body["id"]);
    for (const amount of ["10001", "10002"])
      await call(embedded, "/v1/payment_intents", { form: { ...intentForm, amount } });
    const page = await call(embedded, "/v1/payment_intents?limit=1", { method: "GET" });
    expect(page.body).toMatchObject({ object: "list", has_more: true, data: [{ amount: 10_002 }] });
    const [newest] = page.body["data"] as { id: string }[];
    const next = await call(embedded, `/v1/payment_intents?limit=1&starting_after=${newest?.id}`, { method: "GET" });
    expect(next.body).toMatchObject({ data: [{ amount: 10_001 }] });
    expect(new Set(made).size).toBe(3);
  });
});

describe("time, events and restarts", () => {
  test("an open session ends on time, and says so", async () => {
    let at = Date.now();
    const { embedded, gateway } = makeStripe({ now: () => new Date(at) });
    const opened = await gateway.createCheckout(checkoutAsk());
    at += 2 * 3_600_000;
    await embedded.tick();
    expect(embedded.desk.book.all("events").map((event) => event.type)).toContain("checkout.session.expired");
    const sessionId = (opened.ok && opened.value.sessionId) || expect.fail("a session");
    expect(await gateway.retrieve({ sessionId })).toMatchObject({ value: { state: "EXPIRED" } });
    await embedded.stop();
  });

  test("events arrive signed, and come again until they are taken", async () => {
    const bodies: { text: string; signature: string }[] = [];
    let isRefusing = true;
    const receiver = createServer((req, res) => {
      let text = "";
      req.on("data", (chunk: Buffer) => (text += chunk.toString("utf8")));
      req.on("end", () => {
        bodies.push({ text, signature: String(req.headers["stripe-signature"]) });
        res.statusCode = isRefusing ? 500 : 200;
        res.end();
      });
    });
    await new Promise<void>((resolve) => receiver.listen(0, "127.0.0.1", resolve));
    let at = Date.now();
    const { embedded, gateway } = makeStripe({ now: () => new Date(at) });
    embedded.deliverTo(`http://127.0.0.1:${(receiver.address() as AddressInfo).port}/api/webhooks/stripe`);
    await gateway.confirmWithMethod(confirmAsk());
    await expect.poll(() => bodies.length).toBe(2);
    isRefusing = false;
    at += 60_000;
    await expect.poll(async () => (await embedded.tick(), embedded.desk.book.all("deliveries").length)).toBe(0);
    const stripe = new Stripe(STRIPE_KEY);
    const types = bodies.map((b) => stripe.webhooks.constructEvent(b.text, b.signature, WEBHOOK_SECRET, 120).type);
    expect(types.filter((type) => type === "payment_intent.succeeded").length).toBeGreaterThanOrEqual(2);
    await embedded.stop();
    await new Promise((resolve) => receiver.close(resolve));
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
});
