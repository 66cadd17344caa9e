import { expect } from "vitest";

import { bookTotalsOf } from "@/server/dashboard/queries/book-totals";
import { parkedCounts } from "@/server/platform/parked-events";
import { sceneIn, test } from "@/tests/support/coupon-test";

test("a transaction counts against the pool from when it is asked for, also while it waits", async ({ container }) => {
  const { db, pool } = container.database;
  expect(pool.inHand()).toBe(0);
  let finish = (): void => undefined;
  const gate = new Promise<void>((resolve) => (finish = resolve));
  const asked = Array.from({ length: pool.max + 2 }, () => db.transaction(() => gate));
  expect(pool.inHand()).toBe(pool.max + 2);
  finish();
  await Promise.all(asked);
  expect(pool.inHand()).toBe(0);
});

test("a transaction that fails is out of hand as well", async ({ container }) => {
  const { db, pool } = container.database;
  await expect(db.transaction(() => Promise.reject(new Error("no")))).rejects.toThrow("no");
  expect(pool.inHand()).toBe(0);
});

test("what is owed is what the coupons hold, and a centavo between them shows", async ({ sql, container, world }) => {
  const { db } = container.database;
  await sceneIn(world, 123_456);
  const before = await bookTotalsOf(db);
  expect(before.imbalance).toBe(0);
  await sceneIn(world, 10_000);
  const after = await bookTotalsOf(db);
  expect(after).toEqual({ liability: before.liability + 10_000, imbalance: 0 });
  await sql`insert into ledger_entries (code, debit, credit, amount_centavos, ref, posted_at)
    values ('ADJUSTMENT', 'ADJUSTMENT', 'COUPON', 1, gen_random_uuid(), clock_timestamp())`;
  expect(await bookTotalsOf(db)).toEqual({ liability: after.liability + 1, imbalance: 1 });
});

test("an event nobody could handle is counted where it waits for a person", async ({ sql, container }) => {
  const { db } = container.database;
  const name = container.drainer.names[0] ?? expect.fail();
  await sql`insert into dead_events (subscription, event_id, aggregate_id, state, fault, parked_at)
    values (${name}, gen_random_uuid(), gen_random_uuid(), 'PARKED', 'test', clock_timestamp())`;
  const parked = await parkedCounts(db);
  expect(parked.map(({ subscription }) => subscription)).toEqual(container.drainer.names.toSorted());
  expect(parked.filter(({ events }) => events > 0)).toEqual([{ subscription: name, events: 1 }]);
});
