import { describe, expect } from "vitest";

import { createCallerFactory } from "@/server/api/init";
import { shiftRouter } from "@/server/coupons/router/shift";
import { expectBooksHold } from "@/tests/support/books-hold";
import { drainEverything, redemptionsAs, refusalOf, sceneIn, type Scene, test } from "@/tests/support/coupon-test";
import type { Person, World } from "@/tests/support/coupon-world";

const callerOf = createCallerFactory(shiftRouter);
const shiftsAs = (world: World, who: Person) => callerOf(world.contextOf(who));

function redeem(world: World, scene: Scene, amount: string) {
  const ask = { qrCode: scene.coupon.code, stationId: scene.station, pumpNumber: 1, amount };
  return redemptionsAs(world.contextOf(scene.attendant)).redeem(ask);
}

describe("a shift", () => {
  test("begins by hand, once, and ends with what it came to, for ever", async ({ world, sql, container }) => {
    const scene = await sceneIn(world);
    const diesel = await world.coupon({ owner: scene.owner, fuel: "DIESEL" });
    const { id } = await shiftsAs(world, scene.attendant).open({ stationId: scene.station });
    expect(await shiftsAs(world, scene.attendant).open({ stationId: scene.station })).toEqual({ id });
    const first = await redeem(world, scene, "500.00");
    await redeem(world, scene, "200.00");
    await redeem(world, { ...scene, coupon: diesel }, "100.00");
    expect(await refusalOf(redeem(world, scene, "900.00"))).toBe("INSUFFICIENT_BALANCE");
    await redemptionsAs(world.contextOf(scene.attendant)).void({ id: first.id, reason: "bomba equivocada" });
    await shiftsAs(world, scene.attendant).close({ id });
    const summary = await shiftsAs(world, scene.attendant).byId({ id });
    expect(summary).toMatchObject({
      ...{ redemptions: 3, voids: 1, refusals: 1, pesos: "300.00", liters: "12.510", attendantName: "Ana Ruiz" },
      byFuel: [
        { fuelType: "REGULAR", redemptions: 2, liters: "29.786", pesos: "700.00" },
        { fuelType: "DIESEL", redemptions: 1, liters: "4.000", pesos: "100.00" },
      ],
      undone: [{ reference: first.reference, pesos: "500.00", reason: "bomba equivocada", isByManager: false }],
      outcomes: [{ outcome: "INSUFFICIENT_BALANCE", count: 1 }],
    });
    expect(summary.closedAt).not.toBeNull();
    expect(await refusalOf(shiftsAs(world, scene.attendant).close({ id }))).toBe("STATE_CONFLICT");
    await expect(sql`update shifts set closed_at = null, summary = null where id = ${id}`).rejects.toThrow(
      /never changes/,
    );
    const events = await sql`select type, payload from events where aggregate_id = ${id} order by id`;
    expect(events.map((event) => event["type"])).toEqual(["ShiftOpened", "ShiftClosed"]);
    expect(events[1]?.["payload"]).toMatchObject({ redemptions: 3, voids: 1, pesosCentavos: 30_000 });
    await drainEverything(container);
  });

  test("that was closed stays as it was when something of it is undone later", async ({ world }) => {
    const scene = await sceneIn(world);
    const manager = await world.attendantAt(scene.station, "STATION_MANAGER");
    const done = await redeem(world, scene, "500.00");
    const { shift } = await redemptionsAs(world.contextOf(scene.attendant)).shift({});
    if (!shift) throw new Error("no shift");
    await shiftsAs(world, scene.attendant).close({ id: shift.id });
    const before = await shiftsAs(world, scene.attendant).byId({ id: shift.id });
    await redemptionsAs(world.contextOf(manager)).void({ id: done.id, reason: "cobro doble" });
    expect(await shiftsAs(world, scene.attendant).byId({ id: shift.id })).toEqual(before);
    const { shift: own } = await redemptionsAs(world.contextOf(manager)).shift({ stationId: scene.station });
    expect(own).toMatchObject({ redemptions: 0, voids: 1, pesos: "-500.00" });
  });

  test("is its attendant's, its station's managers' and the auditors' to see, and only its attendant's to close", async ({
    world,
  }) => {
    const scene = await sceneIn(world);
    const { id } = await shiftsAs(world, scene.attendant).open({ stationId: scene.station });
    const colleague = await world.attendantAt(scene.station);
    const manager = await world.attendantAt(scene.station, "STATION_MANAGER");
    const stranger = await world.attendantAt(await world.station(), "STATION_MANAGER");
    expect(await refusalOf(shiftsAs(world, colleague).byId({ id }))).toBe("NOT_FOUND");
    expect(await refusalOf(shiftsAs(world, stranger).byId({ id }))).toBe("NOT_FOUND");
    expect(await shiftsAs(world, manager).byId({ id })).toMatchObject({ id, closedAt: null });
    expect(await shiftsAs(world, await world.person("AUDITOR")).byId({ id })).toMatchObject({ id });
    for (const who of [colleague, manager])
      expect(await refusalOf(shiftsAs(world, who).close({ id }))).toBe("NOT_FOUND");
    const newcomer = await world.person("ATTENDANT");
    expect(await refusalOf(shiftsAs(world, newcomer).open({ stationId: scene.station }))).toBe("ACCESS_DENIED");
  });

  test("closed again and again while people redeem: each redemption is in exactly one, and the totals are the ledger's", async ({
    world,
    sql,
    container,
    databaseUrl,
  }) => {
    const scene = await sceneIn(world);
    const coupons = await Promise.all(Array.from({ length: 40 }, () => world.coupon({ owner: scene.owner })));
    const over = new AbortController();
    const closing = (async () => {
      while (!over.signal.aborted) {
        const { shift } = await redemptionsAs(world.contextOf(scene.attendant)).shift({});
        if (shift) await shiftsAs(world, scene.attendant).close({ id: shift.id });
        const opened = await shiftsAs(world, scene.attendant).open({ stationId: scene.station });
        await shiftsAs(world, scene.attendant).close({ id: opened.id });
      }
    })();
    try {
      for (let round = 0; round < 4; round++)
        await Promise.all(coupons.map((coupon) => redeem(world, { ...scene, coupon }, "50.00")));
    } finally {
      over.abort();
      await closing;
    }
    const { shift } = await redemptionsAs(world.contextOf(scene.attendant)).shift({});
    if (shift) await shiftsAs(world, scene.attendant).close({ id: shift.id });
    const [sums] = await sql`
      select (select count(*)::int from redemptions where attendant_id = ${scene.attendant.id}) as redeemed,
        (select sum((payload->>'redemptions')::int)::int from events where type = 'ShiftClosed'
           and payload->>'attendantId' = ${scene.attendant.id}) as counted,
        (select sum((payload->>'pesosCentavos')::int)::int from events where type = 'ShiftClosed'
           and payload->>'attendantId' = ${scene.attendant.id}) as pesos,
        (select sum(amount_centavos)::int from ledger_entries where code = 'REDEEM' and station_id = ${scene.station}) as owed`;
    expect(sums).toEqual({ redeemed: 160, counted: 160, pesos: 800_000, owed: 800_000 });
    await drainEverything(container);
    await expectBooksHold(databaseUrl);
  });
});
