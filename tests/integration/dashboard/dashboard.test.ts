import { expect } from "vitest";

import { adsRouter } from "@/server/ads/router/ads";
import { createCallerFactory } from "@/server/api/init";
import { dashboardRouter } from "@/server/dashboard/router";
import { drainEverything, redemptionsAs, refusalOf, type Scene, sceneIn, test } from "@/tests/support/coupon-test";
import type { World } from "@/tests/support/coupon-world";

const dashboardAs = createCallerFactory(dashboardRouter);
const adsAs = createCallerFactory(adsRouter);

/** 300.00 stands, 200.00 was undone. */
async function busyScene(world: World): Promise<Scene> {
  const scene = await sceneIn(world);
  const caller = () => redemptionsAs(world.contextOf(scene.attendant));
  const ask = { qrCode: scene.coupon.code, stationId: scene.station, pumpNumber: 1 };
  await caller().redeem({ ...ask, amount: "300.00" });
  const undone = await caller().redeem({ ...ask, amount: "200.00" });
  await caller().void({ id: undone.id, reason: "bomba equivocada" });
  return scene;
}

test("a customer sees what was bought, used and left", async ({ world }) => {
  const { owner, coupon } = await busyScene(world);
  const caller = dashboardAs(world.contextOf(owner));
  const seen = await caller.user();
  expect(seen).toMatchObject({
    totalCoupons: 1,
    activeCoupons: 1,
    redeemedCoupons: 0,
    expiredCoupons: 0,
    totalRedemptions: 1,
    totalRaffleTickets: 0,
    totalSpent: "1000.00",
    totalRedeemed: "300.00",
    upcomingExpirations: [],
  });
  expect(seen.recentTransactions.map((move) => [move.type, move.amount])).toEqual([
    ["VOID", "200.00"],
    ["REDEMPTION", "200.00"],
    ["REDEMPTION", "300.00"],
    ["PURCHASE", "1000.00"],
  ]);
  expect(seen.recentTransactions.every((move) => move.couponId === coupon.id)).toBe(true);
  expect(await caller.statistics()).toMatchObject({
    totalRedemptions: 1,
    averageRedemption: "300.00",
    litersByFuel: { REGULAR: "12.765", PREMIUM: "0.000", DIESEL: "0.000" },
    favoriteStation: { redemptions: 1 },
    months: [{ redemptions: 1, pesos: "300.00" }],
  });
});

test("a manager sees their own station and no other", async ({ world }) => {
  const { station, attendant } = await busyScene(world);
  const manager = dashboardAs(world.contextOf(await world.attendantAt(station, "STATION_MANAGER")));
  const seen = await manager.station({ id: station });
  expect(seen).toMatchObject({
    totalRedemptions: 2,
    voids: 1,
    totalRevenue: "300.00",
    averageRedemption: "300.00",
    litersByFuel: { REGULAR: "12.765" },
    attendants: [{ attendantId: attendant.id, redemptions: 2, voids: 1, revenue: "300.00", name: "Ana R." }],
  });
  expect(seen.hourly.reduce((sum, hour) => sum + hour.redemptions, 0)).toBe(2);
  expect(
    await manager.station({ id: station, from: "2020-01-01T00:00:00Z", to: "2020-02-01T00:00:00Z" }),
  ).toMatchObject({
    totalRedemptions: 0,
    totalRevenue: "0.00",
  });
  expect(await refusalOf(manager.station({ id: await world.station() }))).toBe("NOT_FOUND");
});

test("the network's numbers come from the read model and equal the base tables", async ({ world, sql, container }) => {
  await busyScene(world);
  await drainEverything(container);
  const admin = dashboardAs(world.contextOf(await world.person("ADMIN")));
  const [base] = await sql<{ n: number; voids: number; pesos: string }[]>`
    select count(*)::int as n, count(v.redemption_id)::int as voids,
           (sum(r.cost_centavos) filter (where v.redemption_id is null))::text as pesos
    from redemptions r left join redemption_voids v on v.redemption_id = r.id`;
  const seen = await admin.system({});
  expect(seen).toMatchObject({ totalRedemptions: base?.n, voids: base?.voids });
  expect(Math.round(Number(seen.totalRevenue) * 100)).toBe(Number(base?.pesos));
  const glance = await admin.overview();
  expect(glance.redemptionsToday).toBe((base?.n ?? 0) - (base?.voids ?? 0));
  expect(glance.subscriptions.map((row) => [row.name, row.waiting])).toContainEqual(["station-totals", 0]);
  expect(await refusalOf(dashboardAs(world.contextOf(await world.person())).overview())).toBe("ACCESS_DENIED");
});

test("ads are none yet, and nobody asks after another's redemption", async ({ world }) => {
  const { station, attendant, owner, coupon } = await sceneIn(world);
  const { id } = await redemptionsAs(world.contextOf(attendant)).redeem({
    qrCode: coupon.code,
    stationId: station,
    pumpNumber: 1,
    amount: "100.00",
  });
  expect(await adsAs(world.contextOf(owner)).available({ redemptionId: id })).toMatchObject({
    ads: [],
    end: "NO_ADS",
    baseTickets: 1,
  });
  expect(await refusalOf(adsAs(world.contextOf(await world.person())).available({ redemptionId: id }))).toBe(
    "NOT_FOUND",
  );
});
