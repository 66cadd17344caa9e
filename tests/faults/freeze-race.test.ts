import type { Sql } from "postgres";
import { expect } from "vitest";

import type { Container } from "@/server/container";
import type { Id } from "@/server/kernel/id";
import { advanceRaffles } from "@/server/raffles/commands/advance-raffles";
import { freezeRaffle } from "@/server/raffles/commands/freeze-raffle";
import { expectBooksHold } from "@/tests/support/books-hold";
import { drainEverything, redemptionsAs } from "@/tests/support/coupon-test";
import { createWorld, openContainer, type Person, type World } from "@/tests/support/coupon-world";
import { test } from "@/tests/support/raffle-test";
import { advanceUntil, type RaffleWorld, untilClose } from "@/tests/support/raffle-world";
import { scale, tell } from "@/tests/support/scale";
import { openStatementGate, type StatementGate } from "@/tests/support/statement-gate";
import { blocksByRule, blocksInLog, difference } from "@/tests/support/ticket-ledger";

const WAVES = scale(20);
const RAFFLES = 8;
const ATTENDANTS = 6;
const FACE = 1_000_000;
/** What the coupon of one person earns here: the cap hides no difference. */
const CAP = 100;

type Edge = { raffleId: Id<"raffle">; closesAt: Date };
type Pump = { world: World; stationId: Id<"station"> };

/** Takes 100.00 after 100.00 until it is told to stop; answers how many. */
async function keepRedeeming({ world, stationId }: Pump, who: Person, isOver: () => boolean): Promise<number> {
  let done = 0;
  while (!isOver()) {
    const { code: qrCode } = await world.coupon({ owner: await world.person(), face: FACE });
    for (let i = 0; i < CAP && !isOver(); i++, done++)
      await redemptionsAs(world.contextOf(who)).redeem({ qrCode, stationId, pumpNumber: 1, amount: "100.00" });
  }
  return done;
}

/** As its job does, and as three of them at once would: nobody waits for anybody. */
async function keepAdvancing(container: Container, isOver: () => boolean): Promise<void> {
  while (!isOver()) await advanceRaffles(container.systemContext("advance-raffles"));
}

const edgesOf = async (sql: Sql, ids: readonly Id<"raffle">[]): Promise<Edge[]> =>
  sql<Edge[]>`select id as "raffleId", closes_at as "closesAt" from raffles where id = any(${[...ids]}::uuid[])`;

async function untilFrozen(sql: Sql, ids: readonly string[]): Promise<void> {
  const left = async () =>
    sql`select 1 from raffles where id = any(${[...ids]}::uuid[]) and status in ('PUBLISHED', 'OPEN')`;
  await expect.poll(async () => (await left()).length, { timeout: 60_000, interval: 50 }).toBe(0);
}

type Scene = Pump & { sql: Sql; container: Container; raffles: RaffleWorld };

/** One wave: raffles that close one after the other while everybody redeems and three workers freeze. */
async function wave({ sql, container, raffles, world, stationId }: Scene) {
  const ids: Id<"raffle">[] = [];
  for (let i = 0; i < RAFFLES; i++) {
    ids.push(await raffles.openRaffle({ stationIds: [stationId], closesIn: 3 + i * 0.25 }));
  }
  const attendants = await Promise.all(Array.from({ length: ATTENDANTS }, () => world.attendantAt(stationId)));
  let isOver = false;
  const isOverNow = () => isOver;
  const workers = [1, 2, 3].map(() => keepAdvancing(container, isOverNow));
  const takes = attendants.map((who) => keepRedeeming({ world, stationId }, who, isOverNow));
  await untilFrozen(sql, ids);
  isOver = true;
  await Promise.all(workers);
  const done = (await Promise.all(takes)).reduce((sum, one) => sum + one, 0);
  await drainEverything(container);
  let [wrong, inside] = [0, 0];
  for (const { raffleId, closesAt } of await edgesOf(sql, ids)) {
    const inLog = await blocksInLog(sql, raffleId);
    wrong += difference(inLog, await blocksByRule(sql, { stationId, cap: CAP, closesAt }));
    inside += inLog.length;
  }
  return { done, wrong, inside };
}

test("redemptions race the freeze: every one before the close is in, none after", async ({
  container,
  world,
  raffles,
  sql,
  databaseUrl,
}) => {
  const sums = { raffles: 0, redemptions: 0, blocks: 0, difference: 0 };
  for (let i = 0; i < WAVES; i++) {
    const { done, wrong, inside } = await wave({ sql, container, raffles, world, stationId: await world.station() });
    sums.raffles += RAFFLES;
    sums.redemptions += done;
    sums.blocks += inside;
    sums.difference += wrong;
  }
  tell("the freeze raced", sums);
  expect(sums.difference).toBe(0);
  expect(sums.blocks).toBeGreaterThan(0);
  expect(sums.redemptions * RAFFLES).toBeGreaterThan(sums.blocks);
  await expectBooksHold(databaseUrl);
});

/** Lets statements through one by one until the last of these has come, each after the one before it. */
async function letGoUntil(gate: StatementGate, [next, ...rest]: readonly RegExp[]): Promise<void> {
  if (next === undefined) return;
  for (;;) {
    const changed = gate.changed();
    const { held } = gate;
    if (held !== undefined && next.test(held)) break;
    if (held === undefined) await changed;
    else gate.release();
  }
  await letGoUntil(gate, rest);
}

test("one that read the clock before the close and commits after the freeze was asked is waited for", async ({
  container,
  world,
  raffles,
  sql,
  databaseUrl,
}) => {
  const stationId = await world.station();
  const attendant = await world.attendantAt(stationId);
  const { code: qrCode } = await world.coupon({ owner: await world.person() });
  const gate = await openStatementGate(databaseUrl);
  const slow = await openContainer(gate.url);
  const behind = createWorld(sql, slow);
  const ask = { qrCode, stationId, pumpNumber: 1, amount: "100.00" };
  await redemptionsAs(behind.contextOf(attendant)).redeem(ask);
  const raffleId = await raffles.openRaffle({ stationIds: [stationId], closesIn: 4 });

  gate.shut();
  const late = redemptionsAs(behind.contextOf(attendant)).redeem(ask);
  await letGoUntil(gate, [/insert into redemption_keys/i, /^\s*commit\b/i]);
  await untilClose(container, raffleId);
  const freeze = () => freezeRaffle(container.systemContext("test"), raffleId);
  expect(await freeze()).toEqual({ ok: true, value: "NOT_DRAINED" });
  gate.open();
  await late;
  await advanceUntil(container, raffleId, { status: "FROZEN", withinSeconds: 20 });
  expect(await blocksInLog(sql, raffleId)).toHaveLength(1);
  await slow.close();
  await gate.close();
  await drainEverything(container);
  await expectBooksHold(databaseUrl);
});
