import { describe, expect } from "vitest";

import { couponQr } from "@/server/coupons/queries/coupon-qr";
import { redemptionsAs, refusalOf } from "@/tests/support/coupon-test";
import { capturesOf, statusOf, test, walletAs } from "@/tests/support/payment-test";

const wish = { amount: "500.00", fuelType: "REGULAR", paymentMethodId: "pm_card_visa" } as const;

describe("the wallet", () => {
  test("lists its owner's coupons, newest first, page by page", async ({ world }) => {
    const buyer = await world.person();
    const wallet = () => walletAs(world.contextOf(buyer));
    const bought: string[] = [];
    for (let i = 0; i < 3; i++) bought.unshift((await wallet().purchase(wish)).id);
    await wallet()
      .purchase({ ...wish, paymentMethodId: "pm_card_chargeDeclined" })
      .catch(() => undefined);
    const first = await wallet().list({ status: "ACTIVE", limit: 2 });
    expect(first.coupons.map((coupon) => coupon.id)).toEqual(bought.slice(0, 2));
    const second = await wallet().list({ status: "ACTIVE", limit: 2, cursor: first.nextCursor ?? "" });
    expect(second).toMatchObject({ coupons: [{ id: bought[2] }], nextCursor: null });
    expect((await wallet().list({})).coupons.map((coupon) => coupon.status)).toEqual([
      "PAYMENT_FAILED",
      "ACTIVE",
      "ACTIVE",
      "ACTIVE",
    ]);
    await expect(wallet().list({ cursor: "elsewhere" })).rejects.toMatchObject({ code: "BAD_REQUEST" });
  });

  test("a stranger finds nothing", async ({ world, container }) => {
    const [buyer, other] = [await world.person(), await world.person()];
    const { id } = await walletAs(world.contextOf(buyer)).purchase(wish);
    const stranger = () => walletAs(world.contextOf(other));
    expect(await refusalOf(stranger().byId({ id }))).toBe("NOT_FOUND");
    expect(await refusalOf(stranger().cancel({ id }))).toBe("NOT_FOUND");
    expect(await refusalOf(stranger().regenerateQr({ id }))).toBe("NOT_FOUND");
    expect(await refusalOf(stranger().change({ id, fuelType: "DIESEL" }))).toBe("NOT_FOUND");
    expect(await refusalOf(stranger().confirmPayment({ id }))).toBe("NOT_FOUND");
    expect(await couponQr(container.database.db, { id, userId: other.id, picture: "svg" })).toBeUndefined();
  });

  test("draws the code with 45 modules and a quiet zone", async ({ world, container }) => {
    const buyer = await world.person();
    const { id } = await walletAs(world.contextOf(buyer)).purchase(wish);
    const svg = await couponQr(container.database.db, { id, userId: buyer.id, picture: "svg" });
    expect(svg).toMatch(/^<svg [^>]*viewBox="0 0 53 53"/);
  });
});

describe("a code made anew", () => {
  test("kills the old one, three times at most", async ({ world, container }) => {
    const buyer = await world.person();
    const wallet = () => walletAs(world.contextOf(buyer));
    const bought = await wallet().purchase(wish);
    const once = await wallet().regenerateQr({ id: bought.id });
    expect(once.qrCode).not.toBe(bought.qrCode);
    expect(once.qrRegenerationsLeft).toBe(2);
    expect(await container.services.couponSigner.verify(once.qrCode ?? "")).toMatchObject({ qrVersion: 2 });
    const station = await world.station();
    const attendant = await world.attendantAt(station);
    const withOld = redemptionsAs(world.contextOf(attendant)).redeem({
      qrCode: bought.qrCode ?? "",
      stationId: station,
      pumpNumber: 1,
      amount: "100.00",
    });
    expect(await refusalOf(withOld)).toBe("QR_SUPERSEDED");
    await wallet().regenerateQr({ id: bought.id });
    await wallet().regenerateQr({ id: bought.id });
    expect(await refusalOf(wallet().regenerateQr({ id: bought.id }))).toBe("STATE_CONFLICT");
  });
});

describe("another fuel or station", () => {
  test("is free before the first redemption and does not count as a regeneration", async ({ world }) => {
    const buyer = await world.person();
    const wallet = () => walletAs(world.contextOf(buyer));
    const { id } = await wallet().purchase(wish);
    const station = await world.station();
    const changed = await wallet().change({ id, fuelType: "DIESEL", stationId: station });
    expect(changed).toMatchObject({ fuelType: "DIESEL", stationId: station, qrRegenerationsLeft: 3 });
    expect(await wallet().change({ id, stationId: null })).toMatchObject({ stationId: null, fuelType: "DIESEL" });
    const closed = await world.station({ status: "CLOSED" });
    expect(await refusalOf(wallet().change({ id, stationId: closed }))).toBe("STATION_CLOSED");
  });

  test("is refused after the first redemption", async ({ world }) => {
    const buyer = await world.person();
    const wallet = () => walletAs(world.contextOf(buyer));
    const { id, qrCode } = await wallet().purchase(wish);
    const station = await world.station();
    const attendant = await world.attendantAt(station);
    await redemptionsAs(world.contextOf(attendant)).redeem({
      qrCode: qrCode ?? "",
      stationId: station,
      pumpNumber: 1,
      amount: "100.00",
    });
    expect(await refusalOf(wallet().change({ id, fuelType: "DIESEL" }))).toBe("COUPON_NOT_ACTIVE");
  });
});

describe("giving a coupon back", () => {
  test("turns the whole unspent balance into a debt and pays it", async ({ world, sql }) => {
    const buyer = await world.person();
    const wallet = () => walletAs(world.contextOf(buyer));
    const { id, qrCode } = await wallet().purchase(wish);
    const station = await world.station();
    const attendant = await world.attendantAt(station);
    await redemptionsAs(world.contextOf(attendant)).redeem({
      qrCode: qrCode ?? "",
      stationId: station,
      pumpNumber: 1,
      amount: "120.00",
    });
    expect(await wallet().cancel({ id })).toMatchObject({ status: "CANCELLED", balance: "0.00", qrCode: null });
    expect((await capturesOf(sql, id)).map(({ code, amount_centavos: n }) => [code, n])).toEqual([
      ["CAPTURE", "50000"],
      ["REDEEM", "12000"],
      ["REFUND", "38000"],
      ["REFUND_PAID", "38000"],
    ]);
    const [refund] = await sql`select state, amount_centavos, stripe_refund_id from refunds where coupon_id = ${id}`;
    expect(refund).toMatchObject({ state: "SUCCEEDED", amount_centavos: "38000" });
    expect(await refusalOf(wallet().cancel({ id }))).toBe("STATE_CONFLICT");
  });

  test("asked sixteen times at once owes it once", async ({ world, sql }) => {
    const buyer = await world.person();
    const { id } = await walletAs(world.contextOf(buyer)).purchase(wish);
    const tried = await Promise.allSettled(
      Array.from({ length: 16 }, () => walletAs(world.contextOf(buyer)).cancel({ id })),
    );
    expect(tried.filter((one) => one.status === "fulfilled")).toHaveLength(1);
    expect(await sql`select 1 from refunds where coupon_id = ${id}`).toHaveLength(1);
  });

  test("is over after five business days", async ({ world, sql }) => {
    const buyer = await world.person();
    const { id } = await walletAs(world.contextOf(buyer)).purchase(wish);
    await sql`update coupons set activated_at = now() - interval '14 days' where id = ${id}`;
    expect(await refusalOf(walletAs(world.contextOf(buyer)).cancel({ id }))).toBe("STATE_CONFLICT");
    expect(await statusOf(sql, id)).toBe("ACTIVE");
  });
});
