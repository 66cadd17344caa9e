import type { Sql } from "postgres";
import { uuidv7 } from "uuidv7";
import { afterEach, describe, expect, vi } from "vitest";

import { troubleReply } from "@/server/adapters/stripe/embedded/fault-script";
import { stripeGateway } from "@/server/adapters/stripe/gateway";
import type { Container } from "@/server/container";
import { settleOrders } from "@/server/payments/commands/settle-orders";
import { Refused } from "@/server/platform/refused";
import { expectBooksHold } from "@/tests/support/books-hold";
import { drainEverything, redemptionsAs, sceneIn, test } from "@/tests/support/coupon-test";
import type { Person, World } from "@/tests/support/coupon-world";
import { openDoorTo, ownDesks, type PaymentDesk } from "@/tests/support/payment-desk";
import { capturesOf, statusOf, walletAs } from "@/tests/support/payment-test";
import { bearerOf } from "@/tests/support/redeem-over-http";
import { scale, tell } from "@/tests/support/scale";
import { HOUR_MS, outside, QUICK } from "@/tests/support/stripe";

const wish = { amount: "500.00", fuelType: "REGULAR" } as const;
const byCard = { ...wish, paymentMethodId: "pm_card_visa" } as const;

/** The seed's breaker, without the pauses between tries. */
const BREAKER = { ...QUICK, windowCalls: 10, minimumCalls: 5 };
const INTENTS = { method: "POST", path: "/v1/payment_intents" } as const;

const { deskFor, closeAll } = ownDesks();

afterEach(async () => {
  vi.useRealTimers();
  await closeAll();
});
test.afterAll(async ({ container, databaseUrl }) => {
  await drainEverything(container);
  await expectBooksHold(databaseUrl);
});

const couponOf = async (sql: Sql, buyer: Person): Promise<string> =>
  String((await sql`select id from coupons where user_id = ${buyer.id}`)[0]?.["id"]);
const ordersOf = (sql: Sql, buyer: Person) => sql`select status from orders where user_id = ${buyer.id}`;
const aged = (sql: Sql, buyer: Person, by: string) =>
  sql`update orders set created_at = created_at - ${by}::interval where user_id = ${buyer.id}`;
const chargesAt = ({ embedded }: PaymentDesk) => embedded.desk.book.all("charges").length;
const refusalOf = async (call: Promise<unknown>) => {
  const fault = await call.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  return fault instanceof Refused ? fault.refusal : expect.fail(`it was not refused: ${String(fault)}`);
};
const reconcile = (desk: PaymentDesk, container: Container) =>
  settleOrders(desk.at(container.systemContext("settle-orders")));

describe("a process that ends between Stripe's yes and our note of it", () => {
  test("leaves a coupon that appears within one reconciliation, never two", async ({ container, world, sql }) => {
    const times = scale(100);
    const desk = await deskFor(container);
    const buyers: Person[] = [];
    for (let i = 0; i < times; i++) {
      const buyer = await world.person();
      const ctx = desk.at(world.contextOf(buyer));
      const dying = {
        ...desk.gateway,
        confirmWithMethod: async (ask: Parameters<typeof desk.gateway.confirmWithMethod>[0]) => {
          if (i % 2 === 0) await desk.gateway.confirmWithMethod(ask);
          throw new Error("the process ended here");
        },
      };
      const call = walletAs({ ...ctx, services: { ...ctx.services, payments: dying } }).purchase(byCard);
      await expect(call).rejects.toThrow();
      await aged(sql, buyer, "2 minutes");
      buyers.push(buyer);
    }
    await reconcile(desk, container);
    let active = 0;
    for (const [i, buyer] of buyers.entries()) {
      const isCharged = i % 2 === 0;
      const couponId = await couponOf(sql, buyer);
      expect(await statusOf(sql, couponId)).toBe(isCharged ? "ACTIVE" : "PENDING_PAYMENT");
      expect(await capturesOf(sql, couponId)).toHaveLength(isCharged ? 1 : 0);
      if (isCharged) active += 1;
    }
    expect(chargesAt(desk)).toBe(active);
    tell("lost after the charge", { tried: times, charged: active, doubled: 0 });
  });
});

describe("an outcome that is not known", () => {
  test("is answered 503 with a time to come again; the same operation ends with one charge", async ({
    container,
    world,
    sql,
  }) => {
    const desk = await deskFor(container);
    const door = await openDoorTo(desk, container);
    const buyer = await world.person();
    const headers = {
      authorization: `Bearer ${await bearerOf(container, buyer)}`,
      "content-type": "application/json",
      "idempotency-key": uuidv7(),
    };
    const buy = () =>
      fetch(`${door.url}/api/v1/coupons/purchase`, { method: "POST", headers, body: JSON.stringify(byCard) });
    // Stripe charges; its answer is lost each time.
    desk.embedded.faults.next({ ...INTENTS, times: 3, trouble: { kind: "loses", loss: "closed", isDone: true } });
    const lost = await buy();
    expect([lost.status, Number(lost.headers.get("retry-after"))]).toEqual([503, expect.any(Number)]);
    expect(Number(lost.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(await lost.json()).toMatchObject({ error: "UNAVAILABLE" });
    const couponId = await couponOf(sql, buyer);
    expect(await ordersOf(sql, buyer)).toEqual([{ status: "CREATED" }]);
    expect(await statusOf(sql, couponId)).toBe("PENDING_PAYMENT");
    const again = await buy();
    expect([again.status, await statusOf(sql, couponId)]).toEqual([201, "ACTIVE"]);
    expect([chargesAt(desk), (await capturesOf(sql, couponId)).length]).toEqual([1, 1]);
    await door.close();
  });

  test("kept as a 500 under its key opens the breaker, and is found by its order when it closes", async ({
    container,
    world,
    sql,
  }) => {
    const desk = await deskFor(container, { settings: BREAKER });
    const buyer = await world.person();
    const op = uuidv7();
    const buy = () => refusalOf(walletAs(desk.at(world.contextOf(buyer, op))).purchase(byCard));
    const reply = troubleReply({ status: 500 }, { isKept: true });
    desk.embedded.faults.next({ ...INTENTS, trouble: { kind: "answers", reply, isDone: true } });
    vi.useFakeTimers({ toFake: ["Date"] });
    expect(await buy()).toMatchObject({ kind: "UNAVAILABLE" });
    expect(await buy()).toMatchObject({ kind: "UNAVAILABLE" });
    expect(desk.guard.circuit()).toBe("open");
    const other = await world.person();
    const refused = await refusalOf(walletAs(desk.at(world.contextOf(other))).purchase(byCard));
    expect(refused.kind).toBe("UNAVAILABLE");
    expect(refused.retryAfterSeconds).toBeGreaterThan(20);
    expect(desk.embedded.desk.book.all("intents")).toHaveLength(1);
    vi.setSystemTime(Date.now() + 30_000);
    desk.clock.advance(30_000);
    await aged(sql, buyer, "2 minutes");
    await reconcile(desk, container);
    expect(desk.guard.circuit()).toBe("closed");
    expect(await statusOf(sql, await couponOf(sql, buyer))).toBe("ACTIVE");
    expect(chargesAt(desk)).toBe(1);
  });
});

test("a storm of 429 is met with few calls, and nobody else feels it", async ({ container, world }) => {
  let calls = 0;
  const desk = await deskFor(container, {
    settings: BREAKER,
    interfere: async () => {
      calls += 1;
      return troubleReply({ status: 429, type: "rate_limit_error" }, { retryAfterS: 60 });
    },
  });
  const buyers = await Promise.all(Array.from({ length: 40 }, () => world.person()));
  const buy = (buyer: Person) => refusalOf(walletAs(desk.at(world.contextOf(buyer))).purchase(byCard));
  const storm = Promise.all(buyers.map(buy));
  const scene = await sceneIn(world);
  const redeemed = await redemptionsAs(desk.at(world.contextOf(scene.attendant))).redeem({
    ...{ qrCode: scene.coupon.code, stationId: scene.station, pumpNumber: 1, amount: "100.00" },
    location: { latitude: 19.4326, longitude: -99.1332 },
  });
  expect(redeemed).toMatchObject({ balance: "900.00" });
  expect((await storm).map((refusal) => refusal.kind)).toEqual(buyers.map(() => "UNAVAILABLE"));
  expect(calls).toBeLessThanOrEqual(buyers.length);
  expect(desk.guard.circuit()).toBe("open");
  const before = calls;
  await Promise.all(buyers.map(buy));
  expect(calls).toBe(before);
  tell("429", { buyers: buyers.length, calls });
});

test("an event that is here before our own call has returned activates once, and the call agrees", async ({
  container,
  world,
  sql,
}) => {
  const desk = await deskFor(container);
  desk.open();
  let release: () => void = () => undefined;
  const until = new Promise<void>((resolve) => (release = resolve));
  desk.embedded.faults.next({ ...INTENTS, trouble: { kind: "waits", until, isDone: true } });
  const buyer = await world.person();
  const call = walletAs(desk.at(world.contextOf(buyer))).purchase(byCard);
  await expect.poll(() => desk.embedded.desk.book.all("charges").length).toBe(1);
  await desk.passes(1_000);
  await expect.poll(() => desk.embedded.desk.book.all("deliveries").length).toBe(0);
  await desk.settled();
  const couponId = await couponOf(sql, buyer);
  expect(await statusOf(sql, couponId)).toBe("ACTIVE");
  release();
  expect(await call).toMatchObject({ id: couponId, status: "ACTIVE" });
  expect(await capturesOf(sql, couponId)).toHaveLength(1);
});

describe("money that comes when the buyer has gone", () => {
  test("is owned up to and given back, though the events are three days late", async ({ container, world, sql }) => {
    const desk = await deskFor(container);
    desk.embedded.post.misbehave({ seed: 3, maxCopies: 4, maxDelayS: 72 * 3_600, forgedPerHundred: 0 });
    const buyer = await world.person();
    const ctx = () => desk.at(world.contextOf(buyer));
    const { id } = await walletAs(ctx()).purchase(wish);
    const [session] = desk.embedded.desk.book.all("sessions");
    outside(desk.embedded).pays(session?.id ?? "");
    expect(await walletAs(ctx()).cancel({ id })).toMatchObject({ status: "CANCELLED" });
    desk.open();
    for (let hour = 0; hour < 73; hour++) await desk.passes(HOUR_MS);
    expect(desk.embedded.desk.book.all("deliveries")).toEqual([]);
    expect(await statusOf(sql, id)).toBe("CANCELLED");
    expect((await capturesOf(sql, id)).map((entry) => entry["code"])).toEqual(["CAPTURE", "REFUND", "REFUND_PAID"]);
    const told = await sql`select type from events where aggregate_id = ${id} order by id`;
    expect(told.map((event) => event["type"])).toEqual(expect.arrayContaining(["CouponCancelled", "RefundSettled"]));
  });

  test("after the order ended unheard of makes no coupon: it is noted and given back once", async ({
    container,
    world,
    sql,
  }) => {
    const desk = await deskFor(container);
    const buyer = await world.person();
    const { id } = await walletAs(desk.at(world.contextOf(buyer))).purchase(wish);
    // Our note of the page is gone, and Stripe's list does not show it in time.
    await sql`update orders set checkout_session_id = null, checkout_url = null where coupon_id = ${id}`;
    await aged(sql, buyer, "20 minutes");
    const ctx = desk.at(container.systemContext("settle-orders"));
    const blind = { ...desk.gateway, retrieve: async () => ({ ok: true, value: undefined }) as const };
    await settleOrders({ ...ctx, services: { ...ctx.services, payments: blind } });
    expect(await statusOf(sql, id)).toBe("PAYMENT_FAILED");
    const [session] = desk.embedded.desk.book.all("sessions");
    desk.embedded.post.misbehave({ seed: 4, maxCopies: 5, maxDelayS: 3_600, forgedPerHundred: 0 });
    desk.open();
    outside(desk.embedded).pays(session?.id ?? "");
    await desk.passes(HOUR_MS);
    expect(await statusOf(sql, id)).toBe("PAYMENT_FAILED");
    expect((await capturesOf(sql, id)).map((entry) => entry["code"])).toEqual(["LATE_CAPTURE", "REFUND_PAID"]);
    expect(await sql`select kind from payment_anomalies where details->>'couponId' = ${id}`).toEqual([
      { kind: "PAID_AFTER_CLOSE" },
    ]);
  });
});

describe("money that is not what was ordered makes no coupon, and a person is told", () => {
  const anomalies = (sql: Sql, id: string) =>
    sql`select kind from payment_anomalies where details->>'couponId' = ${id}`;
  async function paidPage(desk: PaymentDesk, world: World) {
    const buyer = await world.person();
    const { id } = await walletAs(desk.at(world.contextOf(buyer))).purchase(wish);
    const [session] = desk.embedded.desk.book.all("sessions");
    return { id, buyer, session: session ?? expect.fail("a session") };
  }

  test("another currency", async ({ container, world, sql }) => {
    const desk = await deskFor(container);
    const { id, session } = await paidPage(desk, world);
    outside(desk.embedded).pays(session.id);
    const { book } = desk.embedded.desk;
    book.put("sessions", { ...(book.get("sessions", session.id) ?? session), currency: "usd" });
    desk.open();
    await desk.passes(1_000);
    await expect.poll(() => anomalies(sql, id)).toEqual([{ kind: "WRONG_CURRENCY" }]);
    expect(await statusOf(sql, id)).toBe("PENDING_PAYMENT");
    expect(await capturesOf(sql, id)).toEqual([]);
  });

  test("test money at an instance that takes real money", async ({ container, world, sql }) => {
    const desk = await deskFor(container);
    const { id, buyer, session } = await paidPage(desk, world);
    outside(desk.embedded).pays(session.id);
    const ctx = desk.at(container.systemContext("settle-orders"));
    const payments = stripeGateway(desk.client, true, desk.guard);
    await aged(sql, buyer, "2 minutes");
    await settleOrders({ ...ctx, services: { ...ctx.services, payments } });
    expect(await anomalies(sql, id)).toEqual([{ kind: "WRONG_MODE" }]);
    expect(await statusOf(sql, id)).toBe("PENDING_PAYMENT");
  });
});
