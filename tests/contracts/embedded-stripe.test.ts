import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";

import type { EmbeddedStripe } from "@/server/adapters/stripe/embedded/embedded-stripe";
import { troubleReply } from "@/server/adapters/stripe/embedded/fault-script";

import { makeStripe } from "../support/stripe";
import { intentForm, stripeApi as call } from "../support/stripe-api";

describe("the API's manners", () => {
  let embedded: EmbeddedStripe;
  beforeAll(() => void ({ embedded } = makeStripe()));
  afterEach(() => embedded.faults.clear());
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

  test("whatever began to happen is remembered: a decline, a refusal, a fault of the service", async () => {
    const declined = { ...intentForm, payment_method: "pm_card_chargeDeclined" };
    const first = await call(embedded, "/v1/payment_intents", { form: declined, key: "k-declined" });
    expect(first.status).toBe(402);
    expect((await call(embedded, "/v1/payment_intents", { form: declined, key: "k-declined" })).text).toBe(first.text);

    const tooSmall = { ...intentForm, amount: "500" };
    const refused = await call(embedded, "/v1/payment_intents", { form: tooSmall, key: "k-small" });
    expect(refused.status).toBe(400);
    const again = await call(embedded, "/v1/payment_intents", { form: tooSmall, key: "k-small" });
    expect(again.text).toBe(refused.text);
    expect(again.headers.get("idempotent-replayed")).toBe("true");

    const broken = troubleReply({ status: 500 }, { isKept: true });
    embedded.faults.next({ trouble: { kind: "answers", reply: broken } });
    for (let i = 0; i < 3; i++) {
      const answer = await call(embedded, "/v1/payment_intents", { form: intentForm, key: "k-broken" });
      expect([answer.status, answer.text]).toEqual([500, broken.body]);
    }
  });

  test("what could not be read, or was turned away, leaves its key unused", async () => {
    const unread = await call(embedded, "/v1/payment_intents", { form: { currency: "mxn" }, key: "k-repaired" });
    expect(unread.status).toBe(400);
    embedded.faults.next({
      trouble: { kind: "answers", reply: troubleReply({ status: 429, type: "rate_limit_error" }, { retryAfterS: 7 }) },
    });
    const busy = await call(embedded, "/v1/payment_intents", { form: intentForm, key: "k-repaired" });
    expect([busy.status, busy.headers.get("retry-after")]).toEqual([429, "7"]);
    const done = await call(embedded, "/v1/payment_intents", { form: intentForm, key: "k-repaired" });
    expect(done.status).toBe(200);
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
    const until = new Promise<void>((resolve) => (release = resolve));
    embedded.faults.next({ trouble: { kind: "waits", until } });
    const ask = { form: intentForm, key: "k-flight" };
    const first = call(embedded, "/v1/payment_intents", ask);
    const second = await Promise.race([first, call(embedded, "/v1/payment_intents", ask)]);
    expect(second.status).toBe(409);
    expect(second.error).toMatchObject({ code: "idempotency_key_in_use" });
    release();
    expect((await first).status).toBe(200);
  });

  test("a lost answer was given: the same key brings it again, and it was done once", async () => {
    const before = embedded.desk.book.all("charges").length;
    embedded.faults.next({ trouble: { kind: "loses", loss: "closed", isDone: true } });
    const ask = { form: intentForm, key: "k-lost" };
    await expect(call(embedded, "/v1/payment_intents", ask)).rejects.toThrow();
    const again = await call(embedded, "/v1/payment_intents", ask);
    expect([again.status, again.headers.get("idempotent-replayed")]).toEqual([200, "true"]);
    expect(embedded.desk.book.all("charges").length).toBe(before + 1);
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
