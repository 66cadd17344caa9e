import { describe, expect } from "vitest";

import { createCallerFactory } from "@/server/api/init";
import { stationsRouter } from "@/server/stations/router";
import { redemptionsAs, refusalOf, sceneIn, test } from "@/tests/support/coupon-test";

const stationsAs = createCallerFactory(stationsRouter);

describe("an admin", () => {
  test("lets an attendant work at a station, and ends it at once", async ({ world, sql }) => {
    const { station, coupon } = await sceneIn(world);
    const admin = stationsAs(world.contextOf(await world.person("ADMIN")));
    const attendant = await world.person("ATTENDANT");
    const redeem = (amount: string) =>
      redemptionsAs(world.contextOf(attendant)).redeem({
        qrCode: coupon.code,
        stationId: station,
        pumpNumber: 1,
        amount,
      });
    expect(await refusalOf(redeem("50.00"))).toBe("ACCESS_DENIED");
    const { id } = await admin.assign({ id: station, userId: attendant.id });
    expect(await refusalOf(admin.assign({ id: station, userId: attendant.id }))).toBe("STATE_CONFLICT");
    expect(await redeem("60.00")).toMatchObject({ stationId: station });
    expect((await admin.staff({ id: station })).staff).toContainEqual(
      expect.objectContaining({ id, name: "Ana Ruiz", validTo: null }),
    );
    await admin.endAssignment({ id: station, assignmentId: id });
    expect(await refusalOf(redeem("70.00"))).toBe("ACCESS_DENIED");
    expect(await refusalOf(admin.endAssignment({ id: station, assignmentId: id }))).toBe("NOT_FOUND");
    const events =
      await sql`select type from events where aggregate_id = ${station} and type like 'Staff%' order by id`;
    expect(events.map((row) => row["type"])).toEqual(["StaffAssigned", "StaffUnassigned"]);
  });

  test("assigns nobody whose role does not work at stations, and nobody to no station", async ({ world }) => {
    const station = await world.station();
    const admin = stationsAs(world.contextOf(await world.person("ADMIN")));
    const customer = await world.person();
    const manager = await world.attendantAt(station, "STATION_MANAGER");
    expect(await refusalOf(admin.assign({ id: station, userId: customer.id }))).toBe("VALIDATION_ERROR");
    const asManager = stationsAs(world.contextOf(manager));
    expect(await refusalOf(asManager.assign({ id: station, userId: manager.id }))).toBe("ACCESS_DENIED");
  });

  test("who assigns the same person many times at once does it once", async ({ world, sql }) => {
    const station = await world.station();
    const attendant = await world.person("ATTENDANT");
    const admin = await world.person("ADMIN");
    const all = await Promise.allSettled(
      Array.from({ length: 6 }, () => stationsAs(world.contextOf(admin)).assign({ id: station, userId: attendant.id })),
    );
    expect(all.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    const rows = await sql`select from assignments where user_id = ${attendant.id}`;
    expect(rows).toHaveLength(1);
  });
});

describe("a review", () => {
  test("is for who redeemed there, once a redemption, and moves the station's rating", async ({ world }) => {
    const { station, attendant, owner, coupon } = await sceneIn(world);
    const { id: redemptionId } = await redemptionsAs(world.contextOf(attendant)).redeem({
      ...{ qrCode: coupon.code, stationId: station, pumpNumber: 1, amount: "100.00" },
    });
    const customer = stationsAs(world.contextOf(owner));
    const said = { id: station, redemptionId, stars: 5, body: "Rápido y amable" };
    const stranger = stationsAs(world.contextOf(await world.person()));
    expect(await refusalOf(stranger.review(said))).toBe("NOT_FOUND");
    expect(await refusalOf(customer.review({ ...said, id: await world.station() }))).toBe("NOT_FOUND");
    expect(await customer.review(said)).toMatchObject({ stars: 5, body: "Rápido y amable" });
    expect(await refusalOf(stationsAs(world.contextOf(owner)).review(said))).toBe("STATE_CONFLICT");
    expect(await customer.byId({ id: station })).toMatchObject({ rating: 4.2, reviewCount: 1 });
    expect((await customer.reviews({ id: station })).reviews).toMatchObject([{ stars: 5, body: "Rápido y amable" }]);
  });

  test("of a voided redemption is none", async ({ world }) => {
    const { station, attendant, owner, coupon } = await sceneIn(world);
    const desk = () => redemptionsAs(world.contextOf(attendant));
    const { id } = await desk().redeem({ qrCode: coupon.code, stationId: station, pumpNumber: 1, amount: "100.00" });
    await desk().void({ id, reason: "Bomba equivocada" });
    const said = { id: station, redemptionId: id, stars: 1 };
    expect(await refusalOf(stationsAs(world.contextOf(owner)).review(said))).toBe("STATE_CONFLICT");
  });
});
