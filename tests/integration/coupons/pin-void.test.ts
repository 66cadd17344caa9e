import { uuidv7 } from "uuidv7";
import { describe, expect } from "vitest";

import { createCallerFactory } from "@/server/api/init";
import { authRouter } from "@/server/auth/router";
import type { Container } from "@/server/container";
import { Refused } from "@/server/platform/refused";
import { expectBooksHold } from "@/tests/support/books-hold";
import { drainEverything, redemptionsAs, refusalOf, sceneIn, type Scene, test } from "@/tests/support/coupon-test";
import type { Person, World } from "@/tests/support/coupon-world";

const PASSWORD = "zócalo verde a las siete";
const accountOf = createCallerFactory(authRouter);

type Db = Parameters<typeof backdate>[0];

async function backdate(sql: import("postgres").Sql, id: string, by: string): Promise<void> {
  await sql`update redemptions set redeemed_at = redeemed_at - ${by}::interval where id = ${id}`;
  await sql`update redemption_keys set redeemed_at = redeemed_at - ${by}::interval where redemption_id = ${id}`;
}

type Managing = { world: World; sql: Db; container: Container; scene: Scene; pin?: string };

/** A manager of the scene's station with a password and, where one is given, a PIN. */
async function managerAt({ world, sql, container, scene, pin }: Managing): Promise<Person> {
  const manager = await world.attendantAt(scene.station, "STATION_MANAGER");
  await sql`update users set password_hash = ${await container.services.passwords.hash(PASSWORD)} where id = ${manager.id}`;
  if (pin) await accountOf(world.contextOf(manager)).setPin({ pin, password: PASSWORD });
  return manager;
}

async function sold(world: World, sql: Db, scene: Scene) {
  const ask = { qrCode: scene.coupon.code, stationId: scene.station, pumpNumber: 1, amount: "600.00" };
  const done = await redemptionsAs(world.contextOf(scene.attendant)).redeem(ask);
  await backdate(sql, done.id, "61 seconds");
  return done;
}

describe("a PIN", () => {
  test("is set by a manager who shows the password, and is never weak", async ({ world, sql, container }) => {
    const scene = await sceneIn(world);
    const manager = await managerAt({ world, sql, container, scene });
    const set = (pin: string, password: string) => accountOf(world.contextOf(manager)).setPin({ pin, password });
    expect(await refusalOf(set("123456", PASSWORD))).toBe("WEAK_PASSWORD");
    expect(await refusalOf(set("907142", "otra cosa"))).toBe("UNAUTHORIZED");
    expect(await sql`select 1 from pins where user_id = ${manager.id}`).toHaveLength(0);
    await set("907142", PASSWORD);
    const [row] = await sql`select pin_hash from pins where user_id = ${manager.id}`;
    expect(row?.["pin_hash"]).toMatch(/^\$argon2id\$/);
    const customer = accountOf(world.contextOf(await world.person())).setPin({ pin: "907142", password: PASSWORD });
    expect(await refusalOf(customer)).toBe("ACCESS_DENIED");
    const traces = await sql`select payload from events where aggregate_id = ${manager.id} and type = 'PinSet'`;
    expect(JSON.stringify(traces)).not.toContain("907142");
  });
});

describe("a void with a manager's PIN", () => {
  test("gives the money back on the attendant's screen, in the manager's right", async ({
    world,
    sql,
    container,
    databaseUrl,
  }) => {
    const scene = await sceneIn(world);
    const manager = await managerAt({ world, sql, container, scene, pin: "907142" });
    const done = await sold(world, sql, scene);
    const named = { id: done.id, stationId: scene.station, reason: "bomba equivocada", managerId: manager.id };
    const op = uuidv7();
    const undo = (pin: string, operation = op) =>
      redemptionsAs(world.contextOf(scene.attendant, operation)).voidWithPin({ ...named, pin });
    expect(await redemptionsAs(world.contextOf(scene.attendant)).managers({ stationId: scene.station })).toEqual({
      managers: [{ id: manager.id, name: "Ana Ruiz" }],
    });
    expect(await refusalOf(undo("907143"))).toBe("ACCESS_DENIED");
    const undone = await undo("907142");
    expect(undone).toMatchObject({ status: "VOIDED", totalCost: "600.00", balance: "1000.00" });
    const [row] = await sql`
      select voided_by, requested_by, reason from redemption_voids where redemption_id = ${done.id}`;
    expect(row).toEqual({ voided_by: manager.id, requested_by: scene.attendant.id, reason: "bomba equivocada" });
    // The same operation answers again, whatever is typed; another one finds it voided.
    expect(await undo("000000")).toEqual(undone);
    expect(await refusalOf(undo("907142", uuidv7()))).toBe("STATE_CONFLICT");
    const [event] =
      await sql`select actor, payload from events where type = 'RedemptionVoided' and aggregate_id = ${scene.coupon.id}`;
    expect(event).toMatchObject({
      actor: `user:${scene.attendant.id}`,
      payload: { voidedBy: manager.id, requestedBy: scene.attendant.id },
    });
    const stored = await sql`select request_hash, response from operations where op_id = ${op}`;
    expect(JSON.stringify(stored)).not.toContain("907142");
    await sql`delete from fraud_flags`;
    await drainEverything(container);
    // The redemption was set back by hand, which the books notice; the money itself adds up.
    await backdate(sql, done.id, "-61 seconds");
    await expectBooksHold(databaseUrl);
  });

  test("answers alike for a wrong PIN, a manager without one, one of elsewhere and nobody at all", async ({
    world,
    sql,
    container,
  }) => {
    const scene = await sceneIn(world);
    const elsewhere = await sceneIn(world);
    const manager = await managerAt({ world, sql, container, scene, pin: "907142" });
    const without = await managerAt({ world, sql, container, scene });
    const other = await managerAt({ world, sql, container, scene: elsewhere, pin: "907142" });
    const done = await sold(world, sql, scene);
    const ask = async (managerId: string, pin: string) => {
      const call = {
        id: done.id,
        stationId: scene.station,
        reason: "bomba equivocada",
        managerId: managerId as never,
        pin,
      };
      const fault = await redemptionsAs(world.contextOf(scene.attendant))
        .voidWithPin(call)
        .catch((thrown: unknown) => thrown);
      return fault instanceof Refused ? fault.refusal.kind : fault;
    };
    expect(await ask(manager.id, "111222")).toBe("ACCESS_DENIED");
    expect(await ask(without.id, "907142")).toBe("ACCESS_DENIED");
    expect(await ask(other.id, "907142")).toBe("ACCESS_DENIED");
    expect(await ask(uuidv7(), "907142")).toBe("ACCESS_DENIED");
    expect(await sql`select 1 from redemption_voids where redemption_id = ${done.id}`).toHaveLength(0);
  });

  test("waits after five wrong ones, at the station and for the manager, however many come at once", async ({
    world,
    sql,
    container,
  }) => {
    const scene = await sceneIn(world);
    const manager = await managerAt({ world, sql, container, scene, pin: "907142" });
    const done = await sold(world, sql, scene);
    const ask = (pin: string) =>
      redemptionsAs(world.contextOf(scene.attendant)).voidWithPin({
        ...{ id: done.id, stationId: scene.station, reason: "bomba equivocada", managerId: manager.id, pin },
      });
    const kinds = await Promise.all(Array.from({ length: 9 }, (_, n) => refusalOf(ask(`55500${n}`))));
    expect(kinds.filter((kind) => kind === "ACCESS_DENIED")).toHaveLength(5);
    expect(kinds.filter((kind) => kind === "RATE_LIMITED")).toHaveLength(4);
    const late = await ask("907142").catch((fault: unknown) => fault);
    if (!(late instanceof Refused)) throw new Error("it was not refused");
    expect(late.refusal.kind).toBe("RATE_LIMITED");
    expect(late.refusal.retryAfterSeconds).toBeGreaterThan(800);
    // Another station's managers are not held up.
    const there = await sceneIn(world);
    const colleague = await managerAt({ world, sql, container, scene: there, pin: "135790" });
    const other = await sold(world, sql, there);
    await expect(
      redemptionsAs(world.contextOf(there.attendant)).voidWithPin({
        ...{
          id: other.id,
          stationId: there.station,
          reason: "bomba equivocada",
          managerId: colleague.id,
          pin: "135790",
        },
      }),
    ).resolves.toMatchObject({ status: "VOIDED" });
  });

  test("counts right ones as none: a manager may void all day", async ({ world, sql, container }) => {
    const scene = await sceneIn(world);
    const manager = await managerAt({ world, sql, container, scene, pin: "907142" });
    for (let n = 0; n < 7; n++) {
      const ask = { qrCode: scene.coupon.code, stationId: scene.station, pumpNumber: 1, amount: "100.00" };
      const { id } = await redemptionsAs(world.contextOf(scene.attendant)).redeem(ask);
      const undone = await redemptionsAs(world.contextOf(scene.attendant)).voidWithPin({
        ...{ id, stationId: scene.station, reason: "prueba de bomba", managerId: manager.id, pin: "907142" },
      });
      expect(undone.status).toBe("VOIDED");
    }
  });

  test("is nobody's right after the station's day, and none of somebody who lost the role", async ({
    world,
    sql,
    container,
  }) => {
    const scene = await sceneIn(world);
    const manager = await managerAt({ world, sql, container, scene, pin: "907142" });
    const done = await sold(world, sql, scene);
    const ask = () =>
      redemptionsAs(world.contextOf(scene.attendant)).voidWithPin({
        ...{ id: done.id, stationId: scene.station, reason: "bomba equivocada", managerId: manager.id, pin: "907142" },
      });
    await sql`update users set role = 'ATTENDANT' where id = ${manager.id}`;
    expect(await refusalOf(ask())).toBe("ACCESS_DENIED");
    await sql`update users set role = 'STATION_MANAGER' where id = ${manager.id}`;
    await backdate(sql, done.id, "25 hours");
    expect(await refusalOf(ask())).toBe("STATE_CONFLICT");
  });
});
