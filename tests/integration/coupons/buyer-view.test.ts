import { describe, expect } from "vitest";

import { asId } from "@/server/kernel/id";
import { redemptionsAs, refusalOf } from "@/tests/support/coupon-test";
import { reaches, test, walletAs } from "@/tests/support/payment-test";

const wish = { amount: "500.00", fuelType: "REGULAR" } as const;
/** 18 digits whose last one is right. */
const CLABE = "032180000118359719";

describe("what a buyer is told of a payment", () => {
  test("at the payment page: until when it is open, and why the last try was refused", async ({ world, sql, shop }) => {
    const buyer = await world.person();
    const wallet = () => walletAs(world.contextOf(buyer));
    const bought = await wallet().purchase(wish);
    expect(bought.payment).toMatchObject({ state: "TO_PAY", method: "CARD", payBefore: null, decline: null });
    const minutes = (new Date(bought.payment?.checkoutEndsAt ?? 0).getTime() - Date.now()) / 60_000;
    expect(minutes).toBeGreaterThan(50);
    await shop.press(bought.checkoutUrl ?? "", "decline");
    expect((await wallet().confirmPayment({ id: bought.id })).payment).toMatchObject({
      state: "TO_PAY",
      decline: "REFUSED",
    });
    await shop.press(bought.checkoutUrl ?? "", "pay");
    await reaches(sql, bought.id, "ACTIVE");
    expect((await wallet().byId({ id: bought.id })).payment).toMatchObject({
      state: "PAID",
      checkoutEndsAt: null,
      decline: null,
    });
  });

  test("with a voucher: that it is awaited, and until when it can be paid", async ({ world, sql, shop }) => {
    const buyer = await world.person();
    const wallet = () => walletAs(world.contextOf(buyer));
    const { id, checkoutUrl } = await wallet().purchase({ ...wish, paymentMethod: "OXXO" });
    await shop.press(checkoutUrl ?? "", "voucher");
    const issued = await wallet().confirmPayment({ id });
    expect(issued).toMatchObject({ status: "PENDING_PAYMENT", payment: { state: "AWAITED", method: "OXXO" } });
    const days = (new Date(issued.payment?.payBefore ?? 0).getTime() - Date.now()) / 86_400_000;
    expect(days).toBeGreaterThan(2);
    expect(days).toBeLessThan(4.1);
    expect(issued.checkoutUrl).toMatch(/\/demo\/checkout\//);
    await shop.press(checkoutUrl ?? "", "lapse");
    await reaches(sql, id, "PAYMENT_FAILED");
    expect((await wallet().byId({ id })).payment).toMatchObject({ state: "LAPSED", decline: "LAPSED" });
  });

  test("declined for good: one of few kinds, never the bank's own word", async ({ world }) => {
    const buyer = await world.person();
    const wallet = () => walletAs(world.contextOf(buyer));
    const declined = { ...wish, paymentMethodId: "pm_card_chargeDeclinedInsufficientFunds" };
    expect(await refusalOf(wallet().purchase(declined))).toBe("PAYMENT_DECLINED");
    const [coupon] = (await wallet().list({})).coupons;
    expect(coupon?.payment).toMatchObject({ state: "DECLINED", decline: "NO_FUNDS" });
  });

  test("given back after cash: says where the transfer goes, once and for this buyer only", async ({
    world,
    sql,
    shop,
  }) => {
    const buyer = await world.person();
    const wallet = () => walletAs(world.contextOf(buyer));
    const { id, checkoutUrl } = await wallet().purchase({ ...wish, paymentMethod: "OXXO" });
    await shop.press(checkoutUrl ?? "", "voucher");
    await shop.press(checkoutUrl ?? "", "settle");
    await reaches(sql, id, "ACTIVE");
    expect(await refusalOf(wallet().giveRefundAccount({ id, clabe: CLABE }))).toBe("NOT_FOUND");
    await wallet().cancel({ id });
    const owed = await wallet().byId({ id });
    expect(owed.payment).toMatchObject({
      state: "REFUNDING",
      refund: { amount: "500.00", state: "BY_HAND", takesAccount: true, accountLast4: null },
    });
    const stranger = walletAs(world.contextOf(await world.person()));
    expect(await refusalOf(stranger.giveRefundAccount({ id, clabe: CLABE }))).toBe("NOT_FOUND");
    await expect(wallet().giveRefundAccount({ id, clabe: "032180000118359710" })).rejects.toMatchObject({
      code: "BAD_REQUEST",
    });
    expect(await wallet().giveRefundAccount({ id, clabe: "032 180 0001 1835 9719" })).toEqual({ accountLast4: "9719" });
    expect((await wallet().byId({ id })).payment?.refund).toMatchObject({ accountLast4: "9719", takesAccount: true });
    const [row] = await sql`select clabe_sealed from refunds where coupon_id = ${id}`;
    expect(String(row?.["clabe_sealed"])).not.toContain("9719");
  });
});

describe("a printed receipt", () => {
  test("says price and since when, who dispensed, and why so many numbers; to its owner only", async ({ world }) => {
    const buyer = await world.person();
    const wallet = () => walletAs(world.contextOf(buyer));
    const { id, qrCode } = await wallet().purchase({ ...wish, paymentMethodId: "pm_card_visa" });
    const station = await world.station();
    const attendant = await world.attendantAt(station);
    const done = await redemptionsAs(world.contextOf(attendant)).redeem({
      qrCode: qrCode ?? "",
      stationId: station,
      pumpNumber: 1,
      amount: "120.00",
    });
    const proof = await wallet().redemption({ id, redemptionId: done.id });
    expect(proof).toMatchObject({
      reference: done.reference,
      totalCost: "120.00",
      balance: "380.00",
      ticketsEarned: done.ticketsGenerated,
      ticketsReason: done.ticketsReason,
    });
    expect(proof.attendantInitials).toMatch(/^\S\.( \S\.)?$/);
    expect(new Date(proof.priceSince ?? 0).getTime()).toBeLessThanOrEqual(Date.now());
    expect(new Date(proof.priceSince ?? 0).getTime()).toBeGreaterThan(0);
    const stranger = walletAs(world.contextOf(await world.person()));
    expect(await refusalOf(stranger.redemption({ id, redemptionId: done.id }))).toBe("NOT_FOUND");
    const another = asId("coupon", (await wallet().purchase({ ...wish, paymentMethodId: "pm_card_visa" })).id);
    expect(await refusalOf(wallet().redemption({ id: another, redemptionId: done.id }))).toBe("NOT_FOUND");
  });
});
