import postgres from "postgres";
import { uuidv7 } from "uuidv7";
import { expect } from "vitest";

import { migrateDatabase } from "@/db/migrate";
import { expectBooksHold } from "@/tests/support/books-hold";
import { startCluster } from "@/tests/support/cluster";
import { drainEverything, redemptionsAs, type Scene, sceneIn } from "@/tests/support/coupon-test";
import { createWorld, openContainer, type World } from "@/tests/support/coupon-world";
import { moveDatabase } from "@/tests/support/move-database";
import { test } from "@/tests/support/raffle-test";

async function redeemMany(world: World, { attendant, coupon, station }: Scene, times: number): Promise<void> {
  for (let i = 0; i < times; i++)
    await redemptionsAs(world.contextOf(attendant, uuidv7())).redeem({
      qrCode: coupon.code,
      stationId: station,
      pumpNumber: 1,
      amount: "20.00",
    });
}

test("a dump restored elsewhere in the middle of a backlog loses no event and repeats none", async ({
  world,
  raffles,
  container,
  databaseUrl,
}) => {
  await raffles.openRaffle();
  const scene = await sceneIn(world);
  await redeemMany(world, scene, 6);
  await drainEverything(container);
  await redeemMany(world, scene, 6);
  await container.drainer.drain("station-totals");
  await redeemMany(world, scene, 3);

  const cluster = await startCluster();
  try {
    const moved = await moveDatabase(databaseUrl, cluster.url);
    expect(await migrateDatabase(moved)).toEqual({ epoch: 2, isRaised: true });
    expect(await migrateDatabase(moved)).toEqual({ epoch: 2, isRaised: false });
    const there = await openContainer(moved);
    const sql = postgres(moved, { max: 2, onnotice: () => undefined });
    await redeemMany(createWorld(sql, there), scene, 4);
    await drainEverything(there);
    await redeemMany(createWorld(sql, there), scene, 2);
    await drainEverything(there);

    const [counts] = await sql`
      select count(*)::int as told, count(*) filter (where epoch = 2 and type = 'CouponRedeemed')::int as later,
        (select count(*)::int from audit_log) as sealed, (select count(*)::int from ticket_grants) as granted,
        (select sum(redemptions)::int from daily_station_totals) as totals
      from events`;
    expect(counts).toMatchObject({ later: 6, sealed: counts?.["told"], granted: 21, totals: 21 });
    await expectBooksHold(moved);
    await sql.end();
    await there.close();
  } finally {
    await cluster.stop();
  }
});
