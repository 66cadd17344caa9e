import { gzipSync } from "node:zlib";

import { uuidv7 } from "uuidv7";
import { afterEach, describe, expect, test as plain } from "vitest";

import { signatureHeader } from "@/server/adapters/stripe/embedded/signature";
import { webhookVerifier } from "@/server/adapters/stripe/webhook-verifier";
import { webhooksRefused } from "@/server/platform/metrics";
import { refusalOf, test } from "@/tests/support/coupon-test";
import { openDoorTo, ownDesks, type PaymentDesk } from "@/tests/support/payment-desk";
import { walletAs } from "@/tests/support/payment-test";
import { bearerOf } from "@/tests/support/redeem-over-http";
import { WEBHOOK_SECRET } from "@/tests/support/stripe";

const wish = { amount: "500.00", fuelType: "REGULAR" } as const;

const { deskFor, closeAll } = ownDesks();
afterEach(closeAll);

describe("the webhook", () => {
  const eventOf = (id: string, more: Record<string, unknown> = {}) =>
    JSON.stringify({
      ...{ id, object: "event", api_version: "2026-10-28.endive", type: "checkout.session.completed", livemode: false },
      data: { object: { id: "cs_test_nobody", object: "checkout.session", metadata: { order_id: uuidv7() } } },
      ...more,
    });
  const headerFor = (desk: PaymentDesk, body: string) =>
    signatureHeader(body, [WEBHOOK_SECRET], Math.floor(desk.clock.now().getTime() / 1_000));

  test("answers before it has done anything, also while Stripe is slow and asks again", async ({
    container,
    world,
    sql,
  }) => {
    const desk = await deskFor(container);
    const buyer = await world.person();
    await walletAs(desk.at(world.contextOf(buyer))).purchase(wish);
    let release: () => void = () => undefined;
    const until = new Promise<void>((resolve) => (release = resolve));
    desk.embedded.faults.next({ method: "GET", times: 100, trouble: { kind: "waits", until } });
    const [order] = await sql`select id from orders where user_id = ${buyer.id}`;
    const metadata = { order_id: String(order?.["id"]) };
    const eventId = `evt_${uuidv7()}`;
    const body = eventOf(eventId, { data: { object: { id: "cs_x", object: "checkout.session", metadata } } });
    const takes: number[] = [];
    for (let i = 0; i < 10; i++) {
      const started = performance.now();
      expect((await desk.take(Buffer.from(body), headerFor(desk, body))).isTaken).toBe(true);
      takes.push(performance.now() - started);
    }
    const [row] = await sql`select processed_at from webhook_events where event_id = ${eventId}`;
    expect(row).toEqual({ processed_at: null });
    expect(takes.toSorted((a, b) => a - b)[5]).toBeLessThan(200);
    release();
    await desk.settled();
  });

  test("meets a burst with few look-ups at a time, and all of it in the end", async ({ container, sql }) => {
    let [now, most] = [0, 0];
    const desk = await deskFor(container, {
      interfere: async () => {
        most = Math.max(most, (now += 1));
        await new Promise((resolve) => setImmediate(resolve));
        now -= 1;
        return undefined;
      },
    });
    const bodies = Array.from({ length: 200 }, () =>
      eventOf(`evt_${uuidv7()}`, {
        type: "charge.dispute.created",
        data: { object: { id: "dp_x", object: "dispute" } },
      }),
    );
    const takes = bodies.map((body) => desk.take(Buffer.from(body), headerFor(desk, body)));
    expect((await Promise.all(takes)).filter(({ isNew }) => isNew)).toHaveLength(200);
    await desk.settled();
    expect(most).toBeLessThanOrEqual(8);
    expect(await sql`select 1 from webhook_events where processed_at is null`).toEqual([]);
  });

  test("reads nothing before the signature, and nothing that is too large or packed", async ({ container, sql }) => {
    const desk = await deskFor(container);
    const door = await openDoorTo(desk, container);
    const post = async (body: string | Buffer, headers: Record<string, string>) =>
      (
        await fetch(`${door.url}/api/webhooks/stripe`, {
          method: "POST",
          body: new Uint8Array(Buffer.from(body)),
          headers,
        })
      ).status;
    const body = eventOf(`evt_${uuidv7()}`);
    const signed = { "stripe-signature": headerFor(desk, body) };
    const refused = async () => Number((await webhooksRefused.get()).values[0]?.value ?? 0);
    const counted = await refused();
    const kept = () => sql`select count(*)::int as n from webhook_events`;
    const before = await kept();
    const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024));
    const huge = Buffer.alloc(1024 * 1024, "a");
    const noJson = "{not json";
    expect(await post(body, {})).toBe(400);
    expect(await post(noJson, signed)).toBe(400);
    expect(await post(noJson, { "stripe-signature": headerFor(desk, noJson) })).toBe(400);
    expect(await post(huge, { "stripe-signature": headerFor(desk, huge.toString()) })).toBe(413);
    expect(await post(bomb, { ...signed, "content-encoding": "gzip" })).toBe(400);
    expect(await kept()).toEqual(before);
    expect(await refused()).toBe(counted + 3);
    expect(await post(body, signed)).toBe(200);
    const ofOldVersion = eventOf(`evt_${uuidv7()}`, { api_version: "2019-12-03", type: "made.up.tomorrow" });
    expect(await post(ofOldVersion, { "stripe-signature": headerFor(desk, ofOldVersion) })).toBe(200);
    await expect.poll(() => sql`select 1 from webhook_events where processed_at is null`).toEqual([]);
    await door.close();
  });

  plain.each([
    ["letters of every kind", eventOf("evt_ñandú_⛽_\u{1F600}")],
    ["escaped letters", eventOf("evt_1").replace("evt_1", "evt_\\u00f1_\\ud83d\\ude00")],
    ["keys in another order", `{"type":"x","object":"event","data":{"object":{}},"livemode":false,"id":"evt_2"}`],
    ["white space and a last line end", `${JSON.stringify(JSON.parse(eventOf("evt_3")), null, 2)}\r\n`],
    ["numbers written at length", eventOf("evt_4").replace("false", 'false,"amount":1.0e2')],
  ])("takes the bytes as they are: %s", (_what, body) => {
    const now = new Date("2026-11-24T12:00:00Z");
    const verifier = webhookVerifier([WEBHOOK_SECRET], () => now);
    const header = signatureHeader(body, [WEBHOOK_SECRET], now.getTime() / 1_000);
    expect(verifier.read(Buffer.from(body), header)).toBeDefined();
    const anew = JSON.stringify(JSON.parse(body));
    if (anew !== body) expect(verifier.read(Buffer.from(anew), header)).toBeUndefined();
    for (const other of [`\uFEFF${body}`, `${body}\n`, body.slice(0, -1)])
      expect(verifier.read(Buffer.from(other), header)).toBeUndefined();
  });
});

test("an operation's id stands for one wish: any other field is refused, and the first order stays", async ({
  container,
  world,
  sql,
}) => {
  const desk = await deskFor(container);
  const buyer = await world.person();
  const stationId = await world.station();
  const op = uuidv7();
  const buy = (body: Parameters<ReturnType<typeof walletAs>["purchase"]>[0]) =>
    walletAs(desk.at(world.contextOf(buyer, op))).purchase(body);
  const first = await buy(wish);
  const others = [
    { amount: "500.01" },
    { fuelType: "PREMIUM" },
    { stationId },
    { paymentMethod: "OXXO" },
    { paymentMethodId: "pm_card_visa" },
    { returnUrl: "/elsewhere" },
  ] as const;
  for (const other of others) expect(await refusalOf(buy({ ...wish, ...other }))).toBe("OPERATION_MISMATCH");
  expect(await buy(wish)).toEqual(first);
  const { book } = desk.embedded.desk;
  expect([book.all("sessions").length, book.all("intents").length]).toEqual([1, 0]);
  expect(await sql`select amount_centavos::int as n from orders where user_id = ${buyer.id}`).toEqual([{ n: 50_000 }]);
});

test("what a browser asks for beside the wish is refused; the price comes from the order", async ({
  container,
  world,
  sql,
}) => {
  const desk = await deskFor(container);
  const door = await openDoorTo(desk, container);
  const buyer = await world.person();
  const headers = { authorization: `Bearer ${await bearerOf(container, buyer)}`, "content-type": "application/json" };
  const buy = async (body: Record<string, unknown>) =>
    (await fetch(`${door.url}/api/v1/coupons/purchase`, { method: "POST", headers, body: JSON.stringify(body) }))
      .status;
  const extras = [
    { unitAmount: 1 },
    { currency: "usd" },
    { priceId: "price_1" },
    { amountCentavos: 1 },
    { price: "0.01" },
    { customerId: "cus_other" },
    { metadata: { order_id: uuidv7() } },
  ];
  const amounts = [
    "0.01",
    "49.99",
    "10000.01",
    "-500.00",
    "1e3",
    "500.001",
    "0x1f4",
    " 500.00",
    "",
    500,
    null,
    ["500.00"],
  ];
  for (const extra of extras) expect(await buy({ ...wish, ...extra })).toBe(400);
  for (const amount of amounts) expect(await buy({ ...wish, amount })).toBe(400);
  expect(desk.embedded.desk.book.all("sessions")).toEqual([]);
  expect(await sql`select 1 from orders where user_id = ${buyer.id}`).toEqual([]);
  expect(await buy(wish)).toBe(201);
  const [session] = desk.embedded.desk.book.all("sessions");
  expect(session).toMatchObject({ amount_total: 50_000, currency: "mxn" });
  await door.close();
});
