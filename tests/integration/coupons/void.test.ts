import type { Sql } from "postgres";
import { describe, expect } from "vitest";

import { newId } from "@/server/container";
import type { Id } from "@/server/kernel/id";
import { redemptionsAs, refusalOf, type Scene, sceneIn, test } from "@/tests/support/coupon-test";
import type { World } from "@/tests/support/coupon-world";

const redeem = (world: World, { attendant, coupon, station }: Scene, amount: string) =>
  redemptionsAs(world.contextOf(attendant)).redeem({ qrCode: coupon.code, stationId: station, pumpNumber: 1, amount });

/** As if it had been dispensed earlier: the walls against rewriting are for the application's role. */
async function backdate(sql: Sql, id: Id<"redemption">, by: string): Promise<void> {
  await sql.begin(async (tx) => {
    await tx`set local session_replication_role = replica`;
    await tx`update redemptions set redeemed_at = redeemed_at - ${by}::interval where id = ${id}`;
    await tx`update redemption_keys set redeemed_at = redeemed_at - ${by}::interval where redemption_id = ${id}`;
  });
}

describe("a void", () => {
  test("within a minute by the same attendant gives the money back once, with entry and event", async ({
    world,
    sql,
  }) => {
    const scene = await sceneIn(world);
    const done = await redeem(world, scene, "600.00");
    const undo = () =>
      redemptionsAs(world.contextOf(scene.attendant)).void({ id: done.id, reason: "bomba equivocada" });
    expect(await undo()).toMatchObject({
      status: "VOIDED",
      balance: "1000.00",
      couponStatus: "ACTIVE",
      returnedTo: "COUPON",
    });
    expect(await refusalOf(undo())).toBe("STATE_CONFLICT");
    const [coupon] =
      await sql`select balance_centavos, redeemed_centavos, status from coupons where id = ${scene.coupon.id}`;
    expect(coupon).toEqual({ balance_centavos: "100000", redeemed_centavos: "60000", status: "ACTIVE" });
    const [entry] =
      await sql`select debit, credit, amount_centavos from ledger_entries where code = 'VOID' and ref = ${done.id}`;
    expect(entry).toEqual({ debit: "STATION_PAYABLE", credit: "COUPON", amount_centavos: "60000" });
    const [event] =
      await sql`select payload from events where type = 'RedemptionVoided' and aggregate_id = ${scene.coupon.id}`;
    expect(event?.["payload"]).toMatchObject({ redemptionId: done.id, returnedTo: "COUPON", pesosCentavos: 60_000 });
    expect(await redemptionsAs(world.contextOf(scene.attendant)).shift({})).toMatchObject({
      shift: { redemptions: 1, voids: 1, pesos: "0.00", liters: "0.000" },
    });
    expect(await redeem(world, scene, "100.00")).toMatchObject({ balance: "900.00" });
  });

  test("is a manager's after that minute, and nobody's after the station's day", async ({ world, sql }) => {
    const scene = await sceneIn(world);
    const manager = await world.attendantAt(scene.station, "STATION_MANAGER");
    const colleague = await world.attendantAt(scene.station);
    const stranger = await world.attendantAt(await world.station(), "STATION_MANAGER");
    const done = await redeem(world, scene, "600.00");
    await backdate(sql, done.id, "61 seconds");
    const by = (who: typeof manager) =>
      redemptionsAs(world.contextOf(who)).void({ id: done.id, reason: "error de captura" });
    expect(await refusalOf(by(scene.attendant))).toBe("ACCESS_DENIED");
    expect(await refusalOf(by(colleague))).toBe("ACCESS_DENIED");
    expect(await refusalOf(by(stranger))).toBe("NOT_FOUND");
    await backdate(sql, done.id, "25 hours");
    expect(await refusalOf(by(manager))).toBe("STATE_CONFLICT");
    const today = await redeem(world, scene, "100.00");
    expect(
      await redemptionsAs(world.contextOf(manager)).void({ id: today.id, reason: "error de captura" }),
    ).toMatchObject({
      balance: "400.00",
    });
  });

  test.for([
    ["EXPIRED", "EXPIRED_LIABILITY"],
    ["SUSPENDED", "DISPUTES"],
    ["CANCELLED", "REFUNDS_PAYABLE"],
  ] as const)("of a coupon that is now %s returns the money to %s", async ([status, account], { world, sql }) => {
    const scene = await sceneIn(world);
    const done = await redeem(world, scene, "600.00");
    const disputed =
      status === "SUSPENDED" ? { id: newId("row"), before: "PARTIALLY_REDEEMED" } : { id: null, before: null };
    await sql`
      update coupons set status = ${status}, balance_centavos = 0, dispute_id = ${disputed.id}, status_before = ${disputed.before}
      where id = ${scene.coupon.id}`;
    const undone = await redemptionsAs(world.contextOf(scene.attendant)).void({
      id: done.id,
      reason: "error de captura",
    });
    expect(undone).toMatchObject({ returnedTo: account, balance: "0.00", couponStatus: status });
    const [entry] = await sql`select credit from ledger_entries where code = 'VOID' and ref = ${done.id}`;
    expect(entry).toEqual({ credit: account });
  });

  test("of something that is not there, or without a reason, changes nothing", async ({ world }) => {
    const scene = await sceneIn(world);
    const caller = redemptionsAs(world.contextOf(scene.attendant));
    expect(await refusalOf(caller.void({ id: scene.coupon.id as never, reason: "error de captura" }))).toBe(
      "NOT_FOUND",
    );
    await expect(caller.void({ id: scene.coupon.id as never, reason: " " })).rejects.toMatchObject({
      code: "BAD_REQUEST",
    });
  });
});
