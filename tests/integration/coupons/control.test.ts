import { describe, expect } from "vitest";

import { createCallerFactory } from "@/server/api/init";
import { couponControl } from "@/server/coupons/router/control";
import { redemptionsAs, refusalOf, sceneIn, test } from "@/tests/support/coupon-test";
import type { Person, World } from "@/tests/support/coupon-world";

const callerOf = createCallerFactory(couponControl);
const controlAs = (world: World, who: Person) => callerOf(world.contextOf(who));

describe("the list of everybody's coupons", () => {
  test("is paged in the asked order, with totals over all of it", async ({ world }) => {
    const [owner, auditor] = [await world.person(), await world.person("AUDITOR")];
    const ids: string[] = [];
    for (const face of [30_000, 10_000, 20_000]) ids.push((await world.coupon({ owner, face, fuel: "DIESEL" })).id);
    const ask = { fuelType: "DIESEL", sort: "balance", limit: 2 } as const;
    const first = await controlAs(world, auditor).all(ask);
    expect(first.coupons.map(({ id }) => id)).toEqual([ids[1], ids[2]]);
    expect(first.totals).toEqual({ coupons: 3, amount: "600.00", balance: "600.00" });
    const cursor = first.coupons.at(-1)?.id;
    const second = await controlAs(world, auditor).all({ ...ask, cursor });
    expect(second).toMatchObject({ coupons: [{ id: ids[0], ownerName: "Ana Ruiz" }], nextCursor: null });
    const newest = await controlAs(world, auditor).all({ fuelType: "DIESEL" });
    expect(newest.coupons.map(({ id }) => id)).toEqual([...ids].reverse());
  });

  test("finds a coupon by the beginning of its id and by the reference of a redemption, and shows no code", async ({
    world,
  }) => {
    const admin = await world.person("ADMIN");
    const { station, attendant, coupon } = await sceneIn(world);
    const { reference } = await redemptionsAs(world.contextOf(attendant)).redeem({
      qrCode: coupon.code,
      stationId: station,
      pumpNumber: 1,
      amount: "100.00",
    });
    for (const q of [coupon.id, coupon.id.slice(0, 13), reference.toLowerCase()]) {
      const { coupons } = await controlAs(world, admin).all({ q });
      expect(coupons.map(({ id }) => id)).toContain(coupon.id);
    }
    const seen = await controlAs(world, admin).inspect({ id: coupon.id });
    expect(seen).toMatchObject({ balance: "900.00", redeemed: "100.00", redemptions: [{ reference }] });
    expect(JSON.stringify(seen)).not.toContain(coupon.shortCode);
    expect(JSON.stringify(seen)).not.toContain("JSM1.");
  });

  test("is closed to everybody else", async ({ world }) => {
    const { coupon, owner, attendant } = await sceneIn(world);
    for (const who of [owner, attendant, await world.person("STATION_MANAGER")]) {
      expect(await refusalOf(controlAs(world, who).all({}))).toBe("ACCESS_DENIED");
      expect(await refusalOf(controlAs(world, who).inspect({ id: coupon.id }))).toBe("ACCESS_DENIED");
    }
  });
});
