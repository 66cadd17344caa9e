import { describe, expect } from "vitest";

import type { Container } from "@/server/container";
import type { Id } from "@/server/kernel/id";
import { freezeRaffle } from "@/server/raffles/commands/freeze-raffle";
import { verifyBundle } from "@/server/raffles/domain/verify-draw";
import { drainEverything } from "@/tests/support/coupon-test";
import { test } from "@/tests/support/raffle-test";
import { advanceUntil, downloaded, untilClose } from "@/tests/support/raffle-world";

const refused = (kind: string) => ({ refusal: { kind } });

describe("the freeze", () => {
  const freeze = (container: Container, id: Id<"raffle">) => freezeRaffle(container.systemContext("test"), id);

  test("waits for parked events of the raffle", async ({ container, world, raffles, sql }) => {
    const station = await world.station();
    const who = await world.person();
    const id = await raffles.openRaffle({ stationIds: [station], closesIn: 2 });
    const couponId = crypto.randomUUID();
    await raffles.redeemed(who, { stationId: station, pesos: 10_000, couponId, volume: -1 });
    await drainEverything(container);
    await untilClose(container, id);
    expect(await freeze(container, id)).toEqual({ ok: true, value: "PARKED_EVENTS" });
    await sql`delete from dead_events where aggregate_id = ${couponId}`;
    expect(await freeze(container, id)).toEqual({ ok: true, value: "FROZEN" });
  });

  test("closes the log for everybody: late events earn nothing, the tables take no block", async ({
    container,
    world,
    raffles,
    sql,
  }) => {
    const station = await world.station();
    const who = await world.person();
    const id = await raffles.openRaffle({ stationIds: [station], closesIn: 2 });
    await raffles.redeemed(who, { stationId: station, pesos: 10_000 });
    const inTime = new Date();
    await advanceUntil(container, id, { status: "FROZEN", withinSeconds: 18 });
    await raffles.redeemed(who, { stationId: station, pesos: 10_000, at: inTime });
    await drainEverything(container);
    const late =
      await sql`select granted, reason from ticket_grants where raffle_id = ${id} and reason = 'after-freeze'`;
    expect(late).toEqual([{ granted: 0, reason: "after-freeze" }]);
    const insert = sql`insert into ticket_blocks
      select raffle_id, leaf_index + 1, first + 1, count, user_id, holder_tag, source_type, gen_random_uuid(), source_nonce,
             source_tag, leaf_hash, issued_at from ticket_blocks where raffle_id = ${id}`;
    await expect(insert).rejects.toMatchObject({ code: "23001" });
    await expect(sql`insert into ticket_voids values (${id}, 0, 'x', now())`).rejects.toMatchObject({ code: "23001" });
    await expect(sql`update raffles set tickets = tickets + 1 where id = ${id}`).rejects.toMatchObject({
      code: "23001",
    });
    await expect(sql`update raffles set status = 'OPEN' where id = ${id}`).rejects.toMatchObject({ code: "23001" });
    await expect(sql`delete from ticket_blocks where raffle_id = ${id}`).rejects.toMatchObject({ code: "23001" });
  });

  test("goes on where it stopped: staged parts and a closed log are met again", async ({
    container,
    world,
    raffles,
    sql,
  }) => {
    const station = await world.station();
    const who = await world.person();
    const id = await raffles.openRaffle({ stationIds: [station], closesIn: 2 });
    await raffles.redeemed(who, { stationId: station, pesos: 30_000 });
    await drainEverything(container);
    await untilClose(container, id);
    const ctx = container.systemContext("test");
    let isFirst = true;
    const dying = {
      ...ctx,
      // Between two transactions: with one open, the embedded database would let nobody else look.
      transact: (async (work) => {
        const done = await ctx.transact(work);
        const [row] =
          await sql`select 1 as staged from raffle_file_parts where raffle_id = ${id} and name = 'tickets.csv'`;
        if (row && isFirst) {
          isFirst = false;
          throw new Error("the process dies here");
        }
        return done;
      }) as typeof ctx.transact,
    };
    await expect(freezeRaffle(dying, id)).rejects.toThrow("dies here");
    expect(await freeze(container, id)).toEqual({ ok: true, value: "FROZEN" });
    expect(await freeze(container, id)).toMatchObject({ ok: false, ...refused("STATE_CONFLICT") });
    expect(verifyBundle(await downloaded(container, id)).outcome).toBe("NOT_DRAWN");
  });

  test("asked by two at once, comes to one commitment", async ({ container, world, raffles, sql }) => {
    const station = await world.station();
    const who = await world.person();
    const id = await raffles.openRaffle({ stationIds: [station], closesIn: 2 });
    await raffles.redeemed(who, { stationId: station, pesos: 30_000 });
    await untilClose(container, id);
    await Promise.allSettled([freeze(container, id), freeze(container, id)]);
    await advanceUntil(container, id, { status: "FROZEN", withinSeconds: 10 });
    const rows = await sql`select kind from draw_log where raffle_id = ${id} order by leaf_index`;
    expect(rows).toEqual([{ kind: "rules" }, { kind: "commitment" }]);
  });
});
