import { describe, expect } from "vitest";

import { refusalOf } from "@/tests/support/coupon-test";
import { boughtToday, capturesOf, reaches, statusOf, test, walletAs } from "@/tests/support/payment-test";

const wish = { amount: "500.00", fuelType: "PREMIUM" } as const;

describe("a card on the payment page", () => {
  test("activates the coupon by the event, and brings the buyer back", async ({ world, sql, shop }) => {
    const buyer = await world.person();
    const pending = await walletAs(world.contextOf(buyer)).purchase(wish);
    expect(pending).toMatchObject({ status: "PENDING_PAYMENT", balance: "0.00", qrCode: null, shortCode: null });
    const checkout = pending.checkoutUrl ?? "";
    const page = await shop.look(checkout);
    expect(page.text).toContain("Pagar con tarjeta de prueba");
    expect(page.text).not.toMatch(/<script/i);
    const back = await shop.press(checkout, "pay");
    expect(back).toMatchObject({ status: 303, location: `/buy/return?coupon=${pending.id}` });
    await reaches(sql, pending.id, "ACTIVE");
    const active = await walletAs(world.contextOf(buyer)).byId({ id: pending.id });
    expect(active).toMatchObject({ status: "ACTIVE", balance: "500.00", checkoutUrl: null });
    expect(await capturesOf(sql, pending.id)).toHaveLength(1);
  });

  test("declined there stays open until it is paid", async ({ world, sql, shop }) => {
    const buyer = await world.person();
    const { id, checkoutUrl } = await walletAs(world.contextOf(buyer)).purchase(wish);
    const declined = await shop.press(checkoutUrl ?? "", "decline");
    expect(declined.text).toContain("El banco rechazó el pago");
    expect(await statusOf(sql, id)).toBe("PENDING_PAYMENT");
    await shop.press(checkoutUrl ?? "", "pay");
    await reaches(sql, id, "ACTIVE");
  });

  test("left without paying goes back to our page and can still be paid", async ({ world, shop }) => {
    const buyer = await world.person();
    const { id, checkoutUrl } = await walletAs(world.contextOf(buyer)).purchase(wish);
    const back = await shop.press(checkoutUrl ?? "", "cancel");
    expect(back.location).toBe(`/buy/return?coupon=${id}&cancelled=1`);
    expect((await walletAs(world.contextOf(buyer)).byId({ id })).checkoutUrl).toBe(checkoutUrl);
  });

  test("is refused once the buyer has cancelled, and the day has its pesos back", async ({ world, sql, shop }) => {
    const buyer = await world.person();
    const { id, checkoutUrl } = await walletAs(world.contextOf(buyer)).purchase(wish);
    expect(await boughtToday(sql, buyer.id)).toBe(50_000);
    expect(await walletAs(world.contextOf(buyer)).cancel({ id })).toMatchObject({ status: "CANCELLED" });
    expect(await boughtToday(sql, buyer.id)).toBe(0);
    expect((await shop.press(checkoutUrl ?? "", "pay")).location).toMatch(/^\/demo\/checkout\//);
    expect((await shop.look(checkoutUrl ?? "")).text).toContain("venció");
    expect(await statusOf(sql, id)).toBe("CANCELLED");
  });

  test("an address of our own is where the buyer comes back to", async ({ world, shop }) => {
    const buyer = await world.person();
    const bought = await walletAs(world.contextOf(buyer)).purchase({ ...wish, returnUrl: "/mine?a=1" });
    expect((await shop.press(bought.checkoutUrl ?? "", "pay")).location).toBe("/mine?a=1");
  });

  test("no page shows what its address brings along", async ({ shop }) => {
    const lost = await shop.look("http://localhost:3000/demo/checkout/cs_test_%3Cb%3E");
    expect(lost.status).toBe(404);
    expect(lost.text).not.toContain("<b>");
    expect(lost.policy).toContain("default-src 'none'");
  });
});

describe("the bank asks who it is", () => {
  const asked = { ...wish, paymentMethodId: "pm_card_authenticationRequired" } as const;

  test("and a yes activates the coupon", async ({ world, sql, shop }) => {
    const buyer = await world.person();
    const pending = await walletAs(world.contextOf(buyer)).purchase(asked);
    expect(pending.status).toBe("PENDING_PAYMENT");
    const back = await shop.press(pending.checkoutUrl ?? "", "authorise");
    expect(back.location).toContain("redirect_status=succeeded");
    await reaches(sql, pending.id, "ACTIVE");
  });

  test("and a no ends the purchase", async ({ world, sql, shop }) => {
    const buyer = await world.person();
    const pending = await walletAs(world.contextOf(buyer)).purchase(asked);
    await shop.press(pending.checkoutUrl ?? "", "refuse");
    await reaches(sql, pending.id, "PAYMENT_FAILED");
    expect(await boughtToday(sql, buyer.id)).toBe(0);
  });
});

describe.each(["OXXO", "SPEI"] as const)("%s", (paymentMethod) => {
  test("makes a coupon only when the money has come", async ({ world, sql, shop }) => {
    const buyer = await world.person();
    const { id, checkoutUrl } = await walletAs(world.contextOf(buyer)).purchase({ ...wish, paymentMethod });
    await shop.press(checkoutUrl ?? "", "voucher");
    expect((await shop.look(checkoutUrl ?? "")).text).toContain("Por pagar");
    const looked = await walletAs(world.contextOf(buyer)).confirmPayment({ id });
    expect(looked.status).toBe("PENDING_PAYMENT");
    expect(await refusalOf(walletAs(world.contextOf(buyer)).cancel({ id }))).toBe("STATE_CONFLICT");
    await shop.press(checkoutUrl ?? "", "settle");
    await reaches(sql, id, "ACTIVE");
    expect(await capturesOf(sql, id)).toHaveLength(1);
  });
});

test("a person's transfers land on one customer of the payment service", async ({ world, sql }) => {
  const buyer = await world.person();
  for (let i = 0; i < 2; i++) await walletAs(world.contextOf(buyer)).purchase({ ...wish, paymentMethod: "SPEI" });
  expect(await sql`select customer_id from payment_customers where user_id = ${buyer.id}`).toHaveLength(1);
});

test("cash is not sent back over the counter: the debt waits for a transfer by hand", async ({ world, sql, shop }) => {
  const buyer = await world.person();
  const { id, checkoutUrl } = await walletAs(world.contextOf(buyer)).purchase({ ...wish, paymentMethod: "OXXO" });
  await shop.press(checkoutUrl ?? "", "voucher");
  await shop.press(checkoutUrl ?? "", "settle");
  await reaches(sql, id, "ACTIVE");
  await walletAs(world.contextOf(buyer)).cancel({ id });
  const [refund] = await sql`select state from refunds where coupon_id = ${id}`;
  expect(refund).toEqual({ state: "BY_HAND" });
  expect((await capturesOf(sql, id)).map((entry) => entry["code"])).toEqual(["CAPTURE", "REFUND"]);
});
