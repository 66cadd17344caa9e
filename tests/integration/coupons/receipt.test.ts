import { compactVerify, createLocalJWKSet } from "jose";
import { describe, expect } from "vitest";

import { createCallerFactory } from "@/server/api/init";
import { receiptRouter } from "@/server/coupons/router/receipt";
import { registry } from "@/server/platform/metrics";
import { redemptionsAs, refusalOf, sceneIn, test } from "@/tests/support/coupon-test";

const callerOf = createCallerFactory(receiptRouter);

describe("a signed receipt", () => {
  test("says litres, price and since when, cost, balance, tickets and why, and the public keys verify it", async ({
    world,
    sql,
  }) => {
    const { station, attendant, owner, coupon } = await sceneIn(world);
    const ask = { qrCode: coupon.code, stationId: station, pumpNumber: 2, amount: "500.00" };
    const done = await redemptionsAs(world.contextOf(attendant)).redeem(ask);
    const mine = await callerOf(world.contextOf(owner)).ofRedemption({ id: done.id });
    const [{ since } = { since: null }] = await sql<{ since: Date }[]>`
      select lower(valid) as since from price_periods where station_id = ${station} and fuel = 'REGULAR'`;
    expect(mine).toMatchObject({
      ...{ id: done.id, reference: done.reference, couponId: coupon.id, stationId: station, pumpNumber: 2 },
      ...{ stationName: "Estación de prueba", fuelType: "REGULAR", fuelAmount: "21.276", pricePerLiter: "23.50" },
      ...{ priceSince: since?.toISOString(), totalCost: "500.00", balance: "500.00", redeemedAt: done.redeemedAt },
      ...{ ticketsGenerated: 0, ticketsReason: "not-covered", voidedAt: null, kid: "R1" },
    });
    const { keys } = await callerOf(world.contextOf(await world.person())).keys();
    const { payload } = await compactVerify(mine.receipt, createLocalJWKSet({ keys: [...keys] }));
    const { kid: _kid, receipt: _receipt, ...said } = mine;
    expect(JSON.parse(new TextDecoder().decode(payload))).toEqual({ ...said, iss: expect.stringContaining("http") });
    expect((await callerOf(world.contextOf(attendant)).ofRedemption({ id: done.id })).receipt).toBe(mine.receipt);
  });

  test("says when it was undone", async ({ world }) => {
    const { station, attendant, owner, coupon } = await sceneIn(world);
    const ask = { qrCode: coupon.code, stationId: station, pumpNumber: 2, amount: "500.00" };
    const { id } = await redemptionsAs(world.contextOf(attendant)).redeem(ask);
    const { voidedAt } = await redemptionsAs(world.contextOf(attendant)).void({ id, reason: "bomba equivocada" });
    expect(await callerOf(world.contextOf(owner)).ofRedemption({ id })).toMatchObject({ voidedAt });
  });

  test("is its owner's, its station's and the auditors' to read, and nobody else's", async ({ world }) => {
    const { station, attendant, coupon } = await sceneIn(world);
    const ask = { qrCode: coupon.code, stationId: station, pumpNumber: 2, amount: "100.00" };
    const { id } = await redemptionsAs(world.contextOf(attendant)).redeem(ask);
    const stranger = await world.attendantAt(await world.station());
    for (const who of [await world.person(), stranger])
      expect(await refusalOf(callerOf(world.contextOf(who)).ofRedemption({ id }))).toBe("NOT_FOUND");
    for (const role of ["AUDITOR", "ADMIN"] as const)
      expect(await callerOf(world.contextOf(await world.person(role))).ofRedemption({ id })).toMatchObject({ id });
    expect(await refusalOf(callerOf(world.contextOf(await world.person("ADVERTISER"))).ofRedemption({ id }))).toBe(
      "ACCESS_DENIED",
    );
  });
});

test("how many redemptions shared a commit is exported beside how long they took", async ({ world }) => {
  const { station, attendant, coupon } = await sceneIn(world);
  const counted = async () => {
    const text = await registry.metrics();
    const of = (name: string) => Number(new RegExp(`^redemption_batch_size_${name} (\\d+)`, "m").exec(text)?.[1] ?? 0);
    expect(text).toContain("coupon_redemption_duration_seconds_bucket");
    return { batches: of("count"), redemptions: of("sum") };
  };
  const before = await counted();
  const ask = { qrCode: coupon.code, stationId: station, pumpNumber: 1, amount: "50.00" };
  await Promise.all([1, 2, 3].map(() => redemptionsAs(world.contextOf(attendant)).redeem(ask)));
  const { batches, redemptions } = await counted();
  expect(redemptions - before.redemptions).toBe(3);
  expect(batches - before.batches).toBeLessThanOrEqual(3);
});

test("how long a redemption took is counted by its outcome", async ({ world }) => {
  const { station, attendant, coupon } = await sceneIn(world);
  const counted = async () => {
    const metric = await registry.getSingleMetricAsString("coupon_redemption_duration_seconds");
    const of = (outcome: string) =>
      Number(new RegExp(`_count\\{outcome="${outcome}"\\} (\\d+)`).exec(metric)?.[1] ?? 0);
    return { redeemed: of("redeemed"), refused: of("refused"), unknown: of("INVALID_QR_CODE") };
  };
  const before = await counted();
  const ask = { qrCode: coupon.code, stationId: station, pumpNumber: 1 };
  const as = () => redemptionsAs(world.contextOf(attendant));
  await as().redeem({ ...ask, amount: "100.00" });
  await refusalOf(as().redeem({ ...ask, amount: "5000.00" }));
  await refusalOf(as().redeem({ ...ask, qrCode: "JSM1.no", amount: "100.00" }));
  expect(await counted()).toEqual({
    redeemed: before.redeemed + 1,
    refused: before.refused + 1,
    unknown: before.unknown + 1,
  });
});
