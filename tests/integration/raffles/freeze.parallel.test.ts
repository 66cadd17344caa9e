import { describe, expect } from "vitest";

import type { Container } from "@/server/container";
import type { Id } from "@/server/kernel/id";
import { freezeRaffle } from "@/server/raffles/commands/freeze-raffle";
import { test } from "@/tests/support/raffle-test";
import { advanceUntil, rafflesAs, strangerOf, untilClose } from "@/tests/support/raffle-world";

const freeze = (container: Container, id: Id<"raffle">) => freezeRaffle(container.systemContext("test"), id);

/** Holds a transaction of its own open while others work: two live sessions, alone on the cluster. */
describe("the freeze, while somebody is still writing", () => {
  test("is refused before the close, and waits for a transaction that began in time", async ({
    container,
    world,
    raffles,
    sql,
  }) => {
    const station = await world.station();
    const who = await world.person();
    const id = await raffles.openRaffle({ stationIds: [station], closesIn: 2 });
    expect(await freeze(container, id)).toMatchObject({ ok: false, refusal: { kind: "STATE_CONFLICT" } });

    const late = await sql.reserve();
    try {
      await late`begin`;
      await late`select pg_current_xact_id()`;
      await raffles.redeemed(who, { stationId: station, pesos: 10_000 });
      await untilClose(container, id);
      expect(await freeze(container, id)).toEqual({ ok: true, value: "NOT_DRAINED" });
      await late`insert into events (event_id, epoch, xid, type, version, aggregate_id, actor, occurred_at, payload)
        select gen_random_uuid(), cluster.epoch, pg_current_xact_id(), e.type, 1, gen_random_uuid(), 'system:test', e.occurred_at,
               e.payload || jsonb_build_object('redemptionId', gen_random_uuid())
        from events e cross join cluster where e.type = 'CouponRedeemed' and e.payload ->> 'stationId' = ${station}`;
      await late`commit`;
    } finally {
      late.release();
    }
    await advanceUntil(container, id, { status: "FROZEN", withinSeconds: 20 });
    const log = await rafflesAs(strangerOf(container)).log({ id });
    expect(log).toMatchObject({ leaves: 2, tickets: 2 });
  });
});
