import { randomUUID } from "node:crypto";

import { expect } from "vitest";

import type { LoggedEvent } from "@/server/platform/logged-event";
import { createLogger } from "@/server/platform/logger";
import { createDrainer, registerSubscriptions } from "@/server/platform/subscriptions";
import { test } from "@/tests/support/coupon-test";

test("a poisonous event is parked with what follows it, and is taken up in order once its cause is gone", async ({
  sql,
  container,
}) => {
  const { db } = container.database;
  const applied: string[] = [];
  const poison = new Set<string>();
  const reader = {
    name: `reader-${randomUUID()}`,
    eventTypes: ["Numbered"],
    apply: (_unit: undefined, events: readonly LoggedEvent[]) => {
      for (const { aggregateId, payload } of events) {
        const label = `${aggregateId.slice(0, 8)}:${String(payload["n"])}`;
        if (poison.has(label)) return Promise.reject(new Error("poisonous"));
        applied.push(label);
      }
      return Promise.resolve();
    },
  };
  const drainer = createDrainer({
    db,
    subscriptions: [reader],
    unitOf: () => undefined,
    log: createLogger({ LOG_LEVEL: "silent" }),
  });
  await registerSubscriptions(db, drainer.names);
  const [sick, well] = [randomUUID(), randomUUID()];
  const label = (id: string, n: number): string => `${id.slice(0, 8)}:${n}`;
  const tell = async (id: string, n: number): Promise<unknown> => sql`
    insert into events (event_id, epoch, xid, type, aggregate_id, actor, occurred_at, payload)
    select gen_random_uuid(), epoch, pg_current_xact_id(), 'Numbered', ${id}, 'system:test', clock_timestamp(),
           ${sql.json({ n })} from cluster`;
  const parked = async (): Promise<unknown> =>
    sql`select e.payload ->> 'n' as n, d.state from dead_events d join events e using (event_id)
        where subscription = ${reader.name} order by e.id`;

  poison.add(label(sick, 1));
  for (const n of [1, 2]) for (const id of [sick, well]) await tell(id, n);
  await drainer.drain(reader.name);
  const last = applied.slice(-2);
  expect(last).toEqual([label(well, 1), label(well, 2)]);
  expect(await parked()).toEqual([
    { n: "1", state: "POISON" },
    { n: "2", state: "HELD" },
  ]);

  expect(await drainer.retry(reader.name)).toEqual({ applied: 0, failedAggregates: 1 });
  poison.clear();
  poison.add(label(sick, 2));
  expect(await drainer.retry(reader.name)).toEqual({ applied: 1, failedAggregates: 1 });
  expect(await parked()).toEqual([{ n: "2", state: "POISON" }]);
  await tell(sick, 3);
  await drainer.drain(reader.name);
  poison.clear();
  expect(await drainer.retry(reader.name)).toEqual({ applied: 2, failedAggregates: 0 });
  expect(applied.filter((each) => each.startsWith(sick.slice(0, 8))).slice(-3)).toEqual(
    [1, 2, 3].map((n) => label(sick, n)),
  );
  expect(await drainer.retry(reader.name)).toEqual({ applied: 0, failedAggregates: 0 });
});
