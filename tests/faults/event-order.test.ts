import { setTimeout as pause } from "node:timers/promises";

import { uuidv7 } from "uuidv7";
import { expect } from "vitest";

import type { Unit } from "@/server/container";
import { drainEverything, test } from "@/tests/support/coupon-test";

const append = (unit: Unit, n: number) =>
  unit.events.append([{ type: "Told", aggregateId: uuidv7(), occurredAt: new Date(), payload: { n } }]);

test("an event whose transaction commits late is neither lost nor passed over", async ({ container, sql }) => {
  const ctx = container.systemContext("test");
  const sealed = async () =>
    (
      await sql<{ n: number }[]>`
      select (e.payload ->> 'n')::int as n from audit_log a join events e on e.event_id = a.event_id
      where e.type = 'Told' order by a.seq`
    ).map((row) => row.n);

  let letGo: () => void = () => undefined;
  const held = new Promise<void>((resolve) => (letGo = resolve));
  let isAppended: () => void = () => undefined;
  const appended = new Promise<void>((resolve) => (isAppended = resolve));
  const late = ctx.transact(async (unit) => {
    await append(unit, 1);
    isAppended();
    await held;
  });
  await appended;
  for (const n of [2, 3, 4]) await ctx.transact((unit) => append(unit, n));
  await container.services.doorbell.drainAll();
  expect(await sealed()).toEqual([]);
  letGo();
  await late;
  await drainEverything(container);
  expect(await sealed()).toEqual([1, 2, 3, 4]);
});

test("writers that commit in any order are each sealed once while the log is drained all the time", async ({
  container,
  sql,
}) => {
  const ctx = container.systemContext("test");
  let isOver = false;
  const draining = (async () => {
    while (!isOver) await container.services.doorbell.drainAll();
  })();
  const writers = Array.from({ length: 6 }, async (_, writer) => {
    for (let i = 0; i < 25; i++)
      await ctx.transact(async (unit) => {
        await append(unit, 1_000 + writer * 100 + i);
        await pause((writer * 7 + i * 3) % 11);
      });
  });
  await Promise.all(writers);
  isOver = true;
  await draining;
  await drainEverything(container);
  const [counts] = await sql`
    select count(*)::int as sealed, count(distinct a.event_id)::int as events, (select count(*)::int from events) as told from audit_log a`;
  expect(counts).toEqual({ sealed: counts?.["told"], events: counts?.["told"], told: counts?.["told"] });
});
