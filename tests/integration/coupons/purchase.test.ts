import { uuidv7 } from "uuidv7";
import { describe, expect } from "vitest";

import { memoryLimiter } from "@/server/adapters/limits/memory";
import { createLimits, limitRules } from "@/server/platform/limits";
import { Refused } from "@/server/platform/refused";
import { refusalOf } from "@/tests/support/coupon-test";
import { boughtToday, capturesOf, test, walletAs } from "@/tests/support/payment-test";

const wish = { amount: "500.00", fuelType: "REGULAR", paymentMethodId: "pm_card_visa" } as const;

async function refusedBody(call: Promise<unknown>): Promise<string | undefined> {
  try {
    await call;
  } catch (fault) {
    if (fault instanceof Refused) return fault.storedBody;
    throw fault;
  }
  throw new Error("it was not refused");
}

describe("buying with a card that is confirmed in the call", () => {
  test("gives a coupon with money and code, once in every book", async ({ world, sql, container }) => {
    const buyer = await world.person();
    const coupon = await walletAs(world.contextOf(buyer)).purchase(wish);
    expect(coupon).toMatchObject({
      status: "ACTIVE",
      amount: "500.00",
      balance: "500.00",
      fuelType: "REGULAR",
      stationId: null,
      checkoutUrl: null,
      paymentMethod: "CARD",
    });
    expect(coupon.qrCode).toMatch(/^JSM1\./);
    expect(coupon.shortCode).toMatch(/^[0-9A-HJKMNP-TV-Z]{12}$/);
    expect(await container.services.couponSigner.verify(coupon.qrCode ?? "")).toMatchObject({
      couponId: coupon.id,
      qrVersion: 1,
    });
    expect(await capturesOf(sql, coupon.id)).toMatchObject([
      { code: "CAPTURE", debit: "STRIPE_CLEARING", credit: "COUPON", amount_centavos: "50000" },
    ]);
    const [row] = await sql`
      select o.status, p.captured_centavos, c.expires_at - c.activated_at > interval '180 days' as lives
      from orders o join payments p on p.order_id = o.id join coupons c on c.id = o.coupon_id
      where c.id = ${coupon.id}`;
    expect(row).toEqual({ status: "PAID", captured_centavos: "50000", lives: true });
    const events = await sql`select type from events where aggregate_id = ${coupon.id} order by id`;
    expect(events.map((event) => event["type"])).toEqual(["OrderPlaced", "CouponPurchased"]);
    expect(await boughtToday(sql, buyer.id)).toBe(50_000);
  });

  test("declined says so, leaves no coupon and gives the day back", async ({ world, sql }) => {
    const buyer = await world.person();
    const ctx = world.contextOf(buyer);
    const declined = { ...wish, paymentMethodId: "pm_card_chargeDeclinedInsufficientFunds" };
    expect(await refusalOf(walletAs(ctx).purchase(declined))).toBe("PAYMENT_DECLINED");
    const [row] = await sql`
      select o.status, o.failure, c.status as coupon, c.balance_centavos from orders o join coupons c on c.id = o.coupon_id
      where o.user_id = ${buyer.id}`;
    expect(row).toEqual({
      status: "FAILED",
      failure: "insufficient_funds",
      coupon: "PAYMENT_FAILED",
      balance_centavos: "0",
    });
    expect(await boughtToday(sql, buyer.id)).toBe(0);
    expect(
      await sql`select 1 from ledger_entries l join coupons c on c.id = l.coupon_id where c.user_id = ${buyer.id}`,
    ).toHaveLength(0);
  });

  test("a payment method nobody has is the buyer's mistake", async ({ world, sql }) => {
    const buyer = await world.person();
    const call = walletAs(world.contextOf(buyer)).purchase({ ...wish, paymentMethodId: "pm_nobody" });
    expect(await refusalOf(call)).toBe("VALIDATION_ERROR");
    expect(await boughtToday(sql, buyer.id)).toBe(0);
  });
});

describe("what is refused before anything is stored", () => {
  test.for([
    ["49.99", "INVALID_AMOUNT"],
    ["10000.01", "INVALID_AMOUNT"],
  ] as const)("%s is no amount for a coupon", async ([amount, kind], { world, sql }) => {
    const buyer = await world.person();
    expect(await refusalOf(walletAs(world.contextOf(buyer)).purchase({ ...wish, amount }))).toBe(kind);
    expect(await sql`select 1 from orders where user_id = ${buyer.id}`).toHaveLength(0);
  });

  test("an account that has proved neither e-mail nor phone cannot buy", async ({ world, sql }) => {
    const buyer = await world.person();
    await sql`update users set email_verified_at = null where id = ${buyer.id}`;
    expect(await refusalOf(walletAs(world.contextOf(buyer)).purchase(wish))).toBe("VERIFICATION_REQUIRED");
    await sql`update users set phone = ${`+52${buyer.id.slice(0, 8)}`}, phone_verified_at = now() where id = ${buyer.id}`;
    expect(await walletAs(world.contextOf(buyer)).purchase(wish)).toMatchObject({ status: "ACTIVE" });
  });

  test("a station must be ours, open and in the network", async ({ world }) => {
    const buyer = await world.person();
    const buyAt = (stationId: Awaited<ReturnType<typeof world.station>>) =>
      walletAs(world.contextOf(buyer)).purchase({ ...wish, stationId });
    expect(await refusalOf(buyAt(await world.station({ acceptsCoupons: false })))).toBe("VALIDATION_ERROR");
    expect(await refusalOf(buyAt(await world.station({ status: "SUSPENDED" })))).toBe("STATION_CLOSED");
    const station = await world.station();
    expect(await buyAt(station)).toMatchObject({ stationId: station, stationName: "Estación de prueba" });
  });

  test.for([
    { ...wish, paymentMethodId: "4242424242424242" },
    { ...wish, paymentMethodId: "pm_4242-4242-4242-4242" },
    { ...wish, returnUrl: "/buy?card=4242424242424242" },
    { ...wish, cardNumber: "4242424242424242" },
    { ...wish, price: "1.00" },
    { ...wish, returnUrl: "https://evil.example/" },
    { ...wish, returnUrl: "//evil.example/" },
    { ...wish, paymentMethod: "OXXO" },
    { ...wish, amount: "500.001" },
    { ...wish, amount: "-500" },
    { ...wish, amount: 500 },
  ])("%o", async (input, { world, sql }) => {
    const buyer = await world.person();
    const call = walletAs(world.contextOf(buyer)).purchase(input as typeof wish);
    await expect(call).rejects.toMatchObject({ code: "BAD_REQUEST" });
    expect(await sql`select 1 from orders where user_id = ${buyer.id}`).toHaveLength(0);
  });

  test("attendants do not buy", async ({ world }) => {
    const attendant = await world.person("ATTENDANT");
    expect(await refusalOf(walletAs(world.contextOf(attendant)).purchase(wish))).toBe("ACCESS_DENIED");
  });
});

describe("one operation", () => {
  test("asked again gives the first answer, with its mark", async ({ world, sql }) => {
    const buyer = await world.person();
    const op = uuidv7();
    const first = await walletAs(world.contextOf(buyer, op)).purchase(wish);
    const ctx = world.contextOf(buyer, op);
    expect(JSON.stringify(await walletAs(ctx).purchase(wish))).toBe(JSON.stringify(first));
    expect(ctx.answerHeaders.get("idempotent-replayed")).toBe("true");
    expect(ctx.answerHeaders.get("x-status")).toBe("201");
    expect(await sql`select 1 from orders where user_id = ${buyer.id}`).toHaveLength(1);
  });

  test("a decline is answered again with the same body", async ({ world }) => {
    const buyer = await world.person();
    const op = uuidv7();
    const declined = { ...wish, paymentMethodId: "pm_card_chargeDeclined" };
    const first = await refusedBody(walletAs(world.contextOf(buyer, op)).purchase(declined));
    expect(JSON.parse(first ?? "{}")).toMatchObject({ error: "PAYMENT_DECLINED" });
    expect(await refusedBody(walletAs(world.contextOf(buyer, op)).purchase(declined))).toBe(first);
  });

  test("with another body, or by another person, is a mismatch", async ({ world }) => {
    const [buyer, other] = [await world.person(), await world.person()];
    const op = uuidv7();
    await walletAs(world.contextOf(buyer, op)).purchase(wish);
    const changed = walletAs(world.contextOf(buyer, op)).purchase({ ...wish, amount: "600.00" });
    expect(await refusalOf(changed)).toBe("OPERATION_MISMATCH");
    expect(await refusalOf(walletAs(world.contextOf(other, op)).purchase(wish))).toBe("OPERATION_MISMATCH");
  });

  test("pressed sixteen times at once is one order, one charge, one coupon, one answer", async ({ world, sql }) => {
    const buyer = await world.person();
    const op = uuidv7();
    const answers = await Promise.all(
      Array.from({ length: 16 }, () => walletAs(world.contextOf(buyer, op)).purchase(wish)),
    );
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(await sql`select 1 from orders where user_id = ${buyer.id}`).toHaveLength(1);
    expect(await sql`select 1 from coupons where user_id = ${buyer.id}`).toHaveLength(1);
    expect(
      await sql`select 1 from payments p join orders o on o.id = p.order_id where o.user_id = ${buyer.id}`,
    ).toHaveLength(1);
    expect(await boughtToday(sql, buyer.id)).toBe(50_000);
  });
});

test("orders created are counted by the hour; what was refused before is not", async ({ world, sql, container }) => {
  const buyer = await world.person();
  const rules = limitRules({ JSM_MODE: "live", JSM_LIMITS: '{"purchase":{"allowance":2,"windowSeconds":3600}}' });
  const limits = createLimits({ rules, limiter: memoryLimiter(), now: () => new Date() });
  const buy = (input: Parameters<ReturnType<typeof walletAs>["purchase"]>[0]) => {
    const ctx = world.contextOf(buyer);
    return walletAs({ ...ctx, services: { ...container.services, limits } }).purchase(input);
  };
  await sql`insert into purchase_days (user_id, day, amount_centavos)
    values (${buyer.id}, (now() at time zone 'America/Mexico_City')::date, 4900000)`;
  expect(await refusalOf(buy({ ...wish, amount: "1000.01" }))).toBe("DAILY_LIMIT_EXCEEDED");
  expect(await refusalOf(buy({ ...wish, amount: "1.00" }))).toBe("INVALID_AMOUNT");
  expect(await refusalOf(buy({ ...wish, paymentMethodId: "pm_card_chargeDeclined" }))).toBe("PAYMENT_DECLINED");
  expect(await buy(wish)).toMatchObject({ status: "ACTIVE" });
  expect(await refusalOf(buy(wish))).toBe("RATE_LIMITED");
});

test("twenty purchases of 5,000.00 at once: ten fit into the day", async ({ world, sql }) => {
  const buyer = await world.person();
  const tried = await Promise.allSettled(
    Array.from({ length: 20 }, () => walletAs(world.contextOf(buyer)).purchase({ ...wish, amount: "5000.00" })),
  );
  const refused = tried.flatMap((one) => (one.status === "rejected" ? [one.reason as unknown] : []));
  expect(tried.filter((one) => one.status === "fulfilled")).toHaveLength(10);
  expect(refused.map((fault) => (fault instanceof Refused ? fault.refusal.kind : fault))).toEqual(
    Array.from({ length: 10 }, () => "DAILY_LIMIT_EXCEEDED"),
  );
  expect(await boughtToday(sql, buyer.id)).toBe(5_000_000);
  expect(await sql`select 1 from coupons where user_id = ${buyer.id} and status = 'ACTIVE'`).toHaveLength(10);
});
