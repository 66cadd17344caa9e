import { sql as sqlText } from "drizzle-orm";

import { createCallerFactory } from "@/server/api/init";
import type { ApiCtx, Container } from "@/server/container";
import { redemptionRouter } from "@/server/coupons/router/redemption";
import { Refused } from "@/server/platform/refused";

import { createWorld, openContainer, type Person, type World, type WorldCoupon } from "./coupon-world";
import { test as withDatabase } from "./database";

const callerOf = createCallerFactory(redemptionRouter);

export const redemptionsAs = (ctx: ApiCtx) => callerOf(ctx);

/** A database of the file's own, one instance of the product on it, and the world in it. */
export const test = withDatabase
  .extend("container", { scope: "file" }, async ({ databaseUrl, isEmbedded }, { onCleanup }): Promise<Container> => {
    const container = await openContainer(databaseUrl, isEmbedded);
    onCleanup(() => container.close());
    return container;
  })
  .extend("world", { scope: "file" }, async ({ sql, container }): Promise<World> => createWorld(sql, container));

/** The refusal's kind of a call that must be refused. */
export async function refusalOf(call: Promise<unknown>): Promise<string> {
  try {
    await call;
  } catch (fault) {
    if (fault instanceof Refused) return fault.refusal.kind;
    throw fault;
  }
  throw new Error("it was not refused");
}

export type Scene = {
  station: Awaited<ReturnType<World["station"]>>;
  attendant: Person;
  owner: Person;
  coupon: WorldCoupon;
};

/** One station, one attendant, one coupon of 1,000.00 for regular. */
export async function sceneIn(world: World, face = 100_000): Promise<Scene> {
  const station = await world.station();
  const attendant = await world.attendantAt(station);
  const owner = await world.person();
  return { station, attendant, owner, coupon: await world.coupon({ owner, face }) };
}

/** Until every subscription has passed every event: one becomes readable only when nothing older can still appear. */
export async function drainEverything(container: Container): Promise<void> {
  for (const deadline = Date.now() + 15_000; Date.now() < deadline;) {
    await container.services.doorbell.drainAll();
    const [row] = await container.database.db.execute<{ waiting: number }>(sqlText`
      select count(*)::int as waiting from subscriptions s join events e
        on (e.epoch, e.xid, e.id) > (s.last_epoch, s.last_xid, s.last_id)`);
    if (row?.waiting === 0) return;
  }
  throw new Error("the event log did not drain");
}
