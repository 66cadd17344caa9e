import { uuidv7 } from "uuidv7";
import { describe, expect } from "vitest";

import { type ApiCtx, newId } from "@/server/container";
import { type PurchaseAsk, purchaseCoupon } from "@/server/coupons/commands/purchase-coupon";
import { centavos } from "@/server/kernel/money";
import { settleOrders } from "@/server/payments/commands/settle-orders";
import { type UserActor } from "@/server/platform/ctx";
import type { Person } from "@/tests/support/coupon-world";
import { boughtToday, capturesOf, reaches, statusOf, test, walletAs } from "@/tests/support/payment-test";
import { makeStripe } from "@/tests/support/stripe";

const wish = { amount: "500.00", fuelType: "REGULAR" } as const;

const age = (sql: { (t: TemplateStringsArray, ...v: string[]): Promise<unknown> }, couponId: string, by: string) =>
  sql`update orders set created_at = now() - ${by}::interval where coupon_id = ${couponId}`;

test.afterEach(({ shop }) => shop.open());

describe("when no event arrives", () => {
  test("the landing page asks, and the coupon is there", async ({ world, shop }) => {
    const buyer = await world.person();
    const { id, checkoutUrl } = await walletAs(world.contextOf(buyer)).purchase(wish);
    shop.shut();
    await shop.press(checkoutUrl ?? "", "pay");
    expect(await walletAs(world.contextOf(buyer)).confirmPayment({ id })).toMatchObject({ status: "ACTIVE" });
  });

  test("the reconciliation asks, and the coupon is there", async ({ world, sql, shop, container }) => {
    const buyer = await world.person();
    const { id, checkoutUrl } = await walletAs(world.contextOf(buyer)).purchase(wish);
    shop.shut();
    await shop.press(checkoutUrl ?? "", "pay");
    await settleOrders(container.systemContext("settle-orders"));
    expect(await statusOf(sql, id)).toBe("PENDING_PAYMENT");
    await age(sql, id, "2 minutes");
    expect(await settleOrders(container.systemContext("settle-orders"))).toMatchObject({ failed: 0 });
    expect(await statusOf(sql, id)).toBe("ACTIVE");
  });

  test("event, landing page and reconciliation at once activate it once", async ({ world, sql, shop, container }) => {
    const buyer = await world.person();
    const { id, checkoutUrl } = await walletAs(world.contextOf(buyer)).purchase(wish);
    await age(sql, id, "2 minutes");
    await shop.press(checkoutUrl ?? "", "pay");
    await Promise.all([
      ...Array.from({ length: 5 }, () => walletAs(world.contextOf(buyer)).confirmPayment({ id })),
      ...Array.from({ length: 3 }, () => settleOrders(container.systemContext("settle-orders"))),
    ]);
    await reaches(sql, id, "ACTIVE");
    expect(await capturesOf(sql, id)).toHaveLength(1);
    expect(await sql`select 1 from events where type = 'CouponPurchased' and aggregate_id = ${id}`).toHaveLength(1);
  });
});

describe("when the payment service is away", () => {
  type Shop = ReturnType<typeof makeStripe>["gateway"];
  const ask: PurchaseAsk = {
    requestHash: "the same wish",
    amount: centavos(50_000),
    fuel: "REGULAR",
    stationId: null,
    method: "CARD",
    paymentMethodId: "pm_card_visa",
    returnUrl: (id) => `http://localhost:3000/buy/return?coupon=${id}`,
  };
  const buy = (ctx: ApiCtx, buyer: Person, payments: Shop) => {
    const actor: UserActor = {
      kind: "user",
      id: buyer.id,
      role: buyer.role,
      sessionId: buyer.sessionId,
      mfaAt: undefined,
    };
    return purchaseCoupon({ ...ctx, actor, services: { ...ctx.services, payments } }, ask);
  };

  test("the order waits, and the same operation goes on where it stopped", async ({ world, sql }) => {
    let isAway = true;
    const { embedded, gateway } = makeStripe({
      interfere: async () =>
        isAway ? { status: 500, body: '{"error":{"type":"api_error","message":"away"}}' } : undefined,
    });
    const buyer = await world.person();
    const op = uuidv7();
    expect(await buy(world.contextOf(buyer, op), buyer, gateway)).toMatchObject({
      ok: false,
      refusal: { kind: "UNAVAILABLE" },
    });
    const [waiting] = await sql`select status from orders where user_id = ${buyer.id}`;
    expect(waiting).toEqual({ status: "CREATED" });
    isAway = false;
    const done = await buy(world.contextOf(buyer, op), buyer, gateway);
    expect(done.ok && JSON.parse(done.value.answer.body)).toMatchObject({ status: "ACTIVE" });
    expect(await sql`select 1 from orders where user_id = ${buyer.id}`).toHaveLength(1);
    await embedded.stop();
  });

  test("a charge whose answer was lost is found by its order", async ({ world, sql, container }) => {
    const { embedded, gateway } = makeStripe();
    const buyer = await world.person();
    // Stripe has charged; all we see of it is a refusal to answer.
    const lost: Shop = {
      ...gateway,
      confirmWithMethod: async (asked) => {
        await gateway.confirmWithMethod(asked);
        return { ok: false, refusal: { kind: "UNAVAILABLE", reason: "lost" } };
      },
    };
    expect(await buy(world.contextOf(buyer), buyer, lost)).toMatchObject({ ok: false });
    const [order] = await sql`select id, coupon_id from orders where user_id = ${buyer.id}`;
    await age(sql, String(order?.["coupon_id"]), "2 minutes");
    const ctx = container.systemContext("settle-orders");
    await settleOrders({ ...ctx, services: { ...ctx.services, payments: gateway } });
    expect(await statusOf(sql, String(order?.["coupon_id"]))).toBe("ACTIVE");
    await embedded.stop();
  });

  test("an order the service never heard of ends, and the day has its pesos back", async ({
    world,
    sql,
    container,
  }) => {
    const { embedded, gateway } = makeStripe({
      interfere: async ({ method }) =>
        method === "POST" ? { status: 500, body: '{"error":{"type":"api_error","message":"away"}}' } : undefined,
    });
    const buyer = await world.person();
    await buy(world.contextOf(buyer), buyer, gateway);
    const [order] = await sql`select coupon_id from orders where user_id = ${buyer.id}`;
    const couponId = String(order?.["coupon_id"]);
    const ctx = container.systemContext("settle-orders");
    const away = { ...ctx, services: { ...ctx.services, payments: gateway } };
    await age(sql, couponId, "5 minutes");
    await settleOrders(away);
    expect(await statusOf(sql, couponId)).toBe("PENDING_PAYMENT");
    await age(sql, couponId, "11 minutes");
    await settleOrders(away);
    expect(await statusOf(sql, couponId)).toBe("PAYMENT_FAILED");
    expect(await boughtToday(sql, buyer.id)).toBe(0);
    await embedded.stop();
  });
});

describe("money that is not what was ordered", () => {
  test("of another amount makes no coupon and is noted once", async ({ world, sql, shop }) => {
    const buyer = await world.person();
    const { id, checkoutUrl } = await walletAs(world.contextOf(buyer)).purchase(wish);
    await sql`update orders set amount_centavos = 60000 where coupon_id = ${id}`;
    await shop.press(checkoutUrl ?? "", "pay");
    await expect
      .poll(() => sql`select kind from payment_anomalies where details->>'couponId' = ${id}`)
      .toMatchObject([{ kind: "WRONG_AMOUNT" }]);
    await walletAs(world.contextOf(buyer)).confirmPayment({ id });
    expect(await statusOf(sql, id)).toBe("PENDING_PAYMENT");
    expect(await capturesOf(sql, id)).toHaveLength(0);
    expect(await sql`select 1 from payment_anomalies where details->>'couponId' = ${id}`).toHaveLength(1);
  });

  test("for a coupon that is over never brings it back", async ({ world, sql, shop }) => {
    const buyer = await world.person();
    const { id, checkoutUrl } = await walletAs(world.contextOf(buyer)).purchase(wish);
    await sql`update coupons set status = 'CANCELLED' where id = ${id}`;
    await shop.press(checkoutUrl ?? "", "pay");
    await expect
      .poll(() => sql`select kind from payment_anomalies where details->>'couponId' = ${id}`)
      .toMatchObject([{ kind: "PAID_AFTER_CLOSE" }]);
    expect(await statusOf(sql, id)).toBe("CANCELLED");
  });
});

test("a session that ends unpaid ends the purchase", async ({ world, sql, container }) => {
  const buyer = await world.person();
  const { id } = await walletAs(world.contextOf(buyer)).purchase(wish);
  const [order] = await sql`select checkout_session_id from orders where coupon_id = ${id}`;
  await container.services.payments.expire({ sessionId: String(order?.["checkout_session_id"]) });
  await reaches(sql, id, "PAYMENT_FAILED");
  expect(await boughtToday(sql, buyer.id)).toBe(0);
});

test("a refund whose answer was lost is asked again under its own key", async ({ world, sql, container }) => {
  const buyer = await world.person();
  const { id } = await walletAs(world.contextOf(buyer)).purchase({ ...wish, paymentMethodId: "pm_card_visa" });
  const [payment] = await sql`select p.id from payments p join orders o on o.id = p.order_id where o.coupon_id = ${id}`;
  const refundId = newId("refund");
  await sql`update coupons set status = 'CANCELLED', balance_centavos = 0 where id = ${id}`;
  await sql`insert into refunds (id, payment_id, coupon_id, amount_centavos, state, reason, created_at)
    values (${refundId}, ${String(payment?.["id"])}, ${id}, 50000, 'RESERVED', 'by_buyer', now() - interval '2 minutes')`;
  await sql`insert into ledger_entries (code, debit, credit, amount_centavos, coupon_id, ref, posted_at)
    values ('REFUND', 'COUPON', 'REFUNDS_PAYABLE', 50000, ${id}, ${refundId}, now())`;
  await settleOrders(container.systemContext("settle-orders"));
  await settleOrders(container.systemContext("settle-orders"));
  expect((await capturesOf(sql, id)).map((entry) => entry["code"])).toEqual(["CAPTURE", "REFUND", "REFUND_PAID"]);
});
