import type { Sql } from "postgres";
import { expect } from "vitest";

import type { Container } from "@/server/container";
import { expectBooksHold } from "@/tests/support/books-hold";
import { drainEverything, redemptionsAs } from "@/tests/support/coupon-test";
import type { Person, World } from "@/tests/support/coupon-world";
import { issuing, openWatchedWay, pointsOf } from "@/tests/support/fail-points";
import { startInstance } from "@/tests/support/instance";
import { test } from "@/tests/support/raffle-test";
import { isFull, scale, tell } from "@/tests/support/scale";
import { blocksByRule, blocksInLog, difference } from "@/tests/support/ticket-ledger";

const POINTS = pointsOf(issuing);
/** The long run comes to each point several times, the short one to the first ten. */
const KILLS = scale(100);
const COUPONS = 3;
/** Blocks at once: a subtree of 256 is full in each batch or two, in the short run in each third. */
const EACH = isFull ? 100 : 30;
const FACE = 1_000_000;
const CAP = 100;
const REPLAYS = 3;

type Pump = { world: World; attendants: readonly Person[]; stationId: Awaited<ReturnType<World["station"]>> };

/** Three hundred redemptions of 100.00, of three people who come to the cap. */
async function busyMinute({ world, attendants, stationId }: Pump): Promise<void> {
  const coupons = await Promise.all(
    Array.from({ length: COUPONS }, async () => world.coupon({ owner: await world.person(), face: FACE })),
  );
  const takes = Array.from({ length: COUPONS * EACH }, (_, i) => {
    const who = attendants[i % attendants.length];
    const coupon = coupons[i % COUPONS];
    if (!who || !coupon) throw new Error("somebody serves somebody");
    const ask = { qrCode: coupon.code, stationId, pumpNumber: 1, amount: "100.00" };
    return redemptionsAs(world.contextOf(who)).redeem(ask);
  });
  await Promise.all(takes);
}

/** The worker forgets how far it had come, and reads everything again. */
async function replayAll(sql: Sql, container: Container): Promise<void> {
  await sql`update subscriptions set last_epoch = 0, last_xid = '0', last_id = 0 where name = 'issue-tickets'`;
  await drainEverything(container);
}

test("a worker killed between every two steps, and every redemption told three times more: the same blocks", async ({
  container,
  world,
  raffles,
  sql,
  databaseUrl,
}) => {
  const stationId = await world.station();
  const raffleId = await raffles.openRaffle({ stationIds: [stationId], maxTicketsPerPerson: CAP });
  const attendants = await Promise.all([1, 2, 3, 4].map(() => world.attendantAt(stationId)));
  const way = await openWatchedWay(databaseUrl, issuing);
  for (let kill = 0; kill < KILLS; kill++) {
    await busyMinute({ world, attendants, stationId });
    const isThere = way.reaches(POINTS[kill % POINTS.length] ?? "after the commit");
    const instance = await startInstance({ databaseUrl: way.url });
    await isThere;
    await instance.kill();
  }
  await way.close();
  await drainEverything(container);

  const byRule = await blocksByRule(sql, { stationId, cap: CAP });
  const everything = () => sql`select * from ticket_blocks where raffle_id = ${raffleId} order by leaf_index`;
  const [inLog, before] = [await blocksInLog(sql, raffleId), await everything()];
  for (let replay = 0; replay < REPLAYS; replay++) {
    await replayAll(sql, container);
    expect(await everything()).toEqual(before);
  }
  const figures = { kills: KILLS, points: POINTS.length, redemptions: KILLS * COUPONS * EACH, replays: REPLAYS };
  tell("killed while issuing", { ...figures, blocks: inLog.length, difference: difference(inLog, byRule) });
  expect(inLog.length).toBe(KILLS * COUPONS * EACH);
  expect(difference(inLog, byRule)).toBe(0);
  await expectBooksHold(databaseUrl);
});
