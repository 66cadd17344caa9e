import { describe, expect } from "vitest";

import { redemptionsAs, refusalOf, sceneIn, test } from "@/tests/support/coupon-test";

describe("looking at a code", () => {
  test("tells an attendant what is left, the price here, and that it may be taken", async ({ world, sql }) => {
    const { station, attendant, coupon } = await sceneIn(world);
    const seen = await redemptionsAs(world.contextOf(attendant)).preview({ qrCode: coupon.code });
    expect(seen).toMatchObject({
      valid: true,
      reason: null,
      coupon: {
        id: coupon.id,
        status: "ACTIVE",
        amount: "1000.00",
        balance: "1000.00",
        fuelType: "REGULAR",
        stationAllowed: true,
      },
      station: { id: station, pricePerLiter: "23.50" },
      lastRedemption: null,
    });
    expect(JSON.stringify(seen)).not.toContain(coupon.owner.id);
    const attempts = await sql`select way, outcome, station_id from validation_attempts where coupon_id = ${coupon.id}`;
    expect([...attempts]).toEqual([{ way: "QR", outcome: "VALID", station_id: station }]);
  });

  test("shows the last use and the reason once it is used up, by short code too", async ({ world }) => {
    const { station, attendant, coupon } = await sceneIn(world);
    const all = { qrCode: coupon.code, stationId: station, pumpNumber: 3, amount: "1000.00" };
    const { redeemedAt } = await redemptionsAs(world.contextOf(attendant)).redeem(all);
    const seen = await redemptionsAs(world.contextOf(attendant)).preview({ shortCode: coupon.shortCode.toLowerCase() });
    expect(seen).toMatchObject({
      valid: false,
      reason: "COUPON_ALREADY_REDEEMED",
      lastRedemption: { redeemedAt, stationId: station, pumpNumber: 3, totalCost: "1000.00" },
    });
  });

  test("says where it is not taken", async ({ world }) => {
    const { attendant, owner } = await sceneIn(world);
    const elsewhere = await world.coupon({ owner, stationId: await world.station() });
    const seen = await redemptionsAs(world.contextOf(attendant)).preview({ qrCode: elsewhere.code });
    expect(seen).toMatchObject({ valid: false, reason: "WRONG_STATION", coupon: { stationAllowed: false } });
  });

  test("is an owner's right for their own and nobody else's", async ({ world }) => {
    const { owner, coupon } = await sceneIn(world);
    const stranger = await world.person();
    const seen = await redemptionsAs(world.contextOf(owner)).preview({ qrCode: coupon.code });
    expect(seen).toMatchObject({ valid: true, coupon: { stationAllowed: null }, station: null });
    expect(await refusalOf(redemptionsAs(world.contextOf(stranger)).preview({ qrCode: coupon.code }))).toBe(
      "NOT_FOUND",
    );
  });

  test("refuses forged and unknown codes alike", async ({ world }) => {
    const { attendant, coupon } = await sceneIn(world);
    const look = (code: { qrCode: string } | { shortCode: string }) =>
      refusalOf(redemptionsAs(world.contextOf(attendant)).preview(code));
    expect(await look({ qrCode: `${coupon.code.slice(0, -1)}?` })).toBe("INVALID_QR_CODE");
    expect(await look({ shortCode: "7777-7777-7777" })).toBe("INVALID_QR_CODE");
    expect(await look({ shortCode: "000000000000" })).toBe("INVALID_QR_CODE");
  });
});

describe("lists of redemptions", () => {
  test("page through newest first, within the stations a person works at", async ({ world }) => {
    const { station, attendant, owner, coupon } = await sceneIn(world);
    for (const amount of ["100.00", "110.00", "120.00"])
      await redemptionsAs(world.contextOf(attendant)).redeem({
        qrCode: coupon.code,
        stationId: station,
        pumpNumber: 1,
        amount,
      });
    const caller = redemptionsAs(world.contextOf(attendant));
    const first = await caller.list({ stationId: station, limit: 2 });
    expect(first.redemptions.map((row) => row.totalCost)).toEqual(["120.00", "110.00"]);
    const cursor = first.redemptions.at(-1)?.id;
    const second = await caller.list({ stationId: station, limit: 2, ...(cursor && { cursor }) });
    expect(second).toMatchObject({ redemptions: [{ totalCost: "100.00", status: "REDEEMED" }], nextCursor: null });
    expect(await refusalOf(caller.list({ stationId: await world.station() }))).toBe("NOT_FOUND");
    const own = await redemptionsAs(world.contextOf(owner)).ofCoupon({ id: coupon.id });
    expect(own.redemptions).toHaveLength(3);
    const stranger = await world.person();
    expect(await refusalOf(redemptionsAs(world.contextOf(stranger)).ofCoupon({ id: coupon.id }))).toBe("NOT_FOUND");
  });
});
