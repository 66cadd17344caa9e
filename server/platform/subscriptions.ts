import "server-only";
import { sql } from "drizzle-orm";

import { type Db, prepared, type Tx } from "@/db/client";

import { isTransient } from "./database-fault";
import { databaseInstant } from "./database-time";
import type { Logger } from "./logger";

/** An event as a subscription sees it. */
export type LoggedEvent = {
  readonly id: number;
  readonly eventId: string;
  readonly epoch: number;
  readonly xid: string;
  readonly type: string;
  readonly version: number;
  readonly aggregateId: string;
  readonly actor: string;
  readonly requestId: string | null;
  readonly occurredAt: Date;
  readonly payload: Record<string, unknown>;
};

/** A named reader of the log. `apply` runs in the transaction that moves the cursor: its effects happen exactly once. */
export type Subscription<U> = {
  readonly name: string;
  /** Undefined reads every event. */
  readonly eventTypes: readonly string[] | undefined;
  apply(unit: U, events: readonly LoggedEvent[]): Promise<void>;
};

const BATCH = 1_000;

type Row = {
  id: string;
  event_id: string;
  epoch: number;
  xid: string;
  type: string;
  version: number;
  aggregate_id: string;
  actor: string;
  request_id: string | null;
  occurred_at: string;
  payload: Record<string, unknown>;
};

const eventOf = (row: Row): LoggedEvent => ({
  id: Number(row.id),
  eventId: row.event_id,
  epoch: row.epoch,
  xid: row.xid,
  type: row.type,
  version: row.version,
  aggregateId: row.aggregate_id,
  actor: row.actor,
  requestId: row.request_id,
  occurredAt: databaseInstant(row.occurred_at),
  payload: row.payload,
});

/**
 * Everything after the cursor that nothing older can still join: rows of an earlier epoch, or of transactions below the
 * snapshot's xmin. Cursor, horizon and rows come from one statement, hence from one snapshot (data page, "event log").
 */
async function readBatch(tx: Tx, name: string): Promise<LoggedEvent[]> {
  const rows = await prepared(tx).execute<Row>(sql`
    select e.id, e.event_id, e.epoch, e.xid::text as xid, e.type, e.version, e.aggregate_id, e.actor, e.request_id,
           e.occurred_at::text as occurred_at, e.payload
    from subscriptions s
    cross join cluster c
    join events e on (e.epoch, e.xid, e.id) > (s.last_epoch, s.last_xid, s.last_id)
    where s.name = ${name} and (e.epoch < c.epoch or e.xid < pg_snapshot_xmin(pg_current_snapshot()))
    order by e.epoch, e.xid, e.id
    limit ${BATCH}`);
  return [...rows].map(eventOf);
}

async function moveCursor(tx: Tx, name: string, last: LoggedEvent): Promise<void> {
  await prepared(tx).execute(sql`
    update subscriptions set last_epoch = ${last.epoch}, last_xid = ${last.xid}::xid8, last_id = ${last.id}, moved_at = now()
    where name = ${name}`);
}

/** Aggregates of this batch behind which events must wait, because an earlier one is parked. */
async function heldAggregates(tx: Tx, name: string, events: readonly LoggedEvent[]): Promise<Set<string>> {
  const ids = [...new Set(events.map((event) => event.aggregateId))];
  const rows = await prepared(tx).execute<{ aggregate_id: string }>(sql`
    select distinct aggregate_id from dead_events
    where subscription = ${name} and aggregate_id = any(${sql.param(ids)}::uuid[])`);
  return new Set([...rows].map((row) => row.aggregate_id));
}

type Parked = { event: LoggedEvent; state: "POISON" | "HELD"; fault: string };

async function park(tx: Tx, name: string, { event, state, fault }: Parked): Promise<void> {
  await tx.execute(sql`
    insert into dead_events (subscription, event_id, aggregate_id, state, fault, parked_at)
    values (${name}, ${event.eventId}, ${event.aggregateId}, ${state}, ${fault.slice(0, 500)}, clock_timestamp())
    on conflict (subscription, event_id) do nothing`);
}

export type Drainer = {
  /** Applies everything that may be read now; answers how many events were passed. */
  drain(name: string): Promise<number>;
  readonly names: readonly string[];
};

type DrainerParts<U> = {
  db: Db;
  subscriptions: readonly Subscription<U>[];
  unitOf: (tx: Tx) => U;
  log: Logger;
};

/** Makes `drain` for a closed list of subscriptions. Draining the same name twice at once waits on the row lock. */
export function createDrainer<U>({ db, subscriptions, unitOf, log }: DrainerParts<U>): Drainer {
  const byName = new Map(subscriptions.map((subscription) => [subscription.name, subscription]));

  const lock = (tx: Tx, name: string) =>
    prepared(tx).execute(sql`select 1 from subscriptions where name = ${name} for update`);

  async function drainBatch(subscription: Subscription<U>): Promise<number> {
    return db.transaction(async (tx) => {
      await lock(tx, subscription.name);
      const events = await readBatch(tx, subscription.name);
      const last = events.at(-1);
      if (!last) return 0;
      const wanted = events.filter((event) => subscription.eventTypes?.includes(event.type) ?? true);
      const held = wanted.length > 0 ? await heldAggregates(tx, subscription.name, wanted) : new Set<string>();
      for (const event of wanted) {
        if (held.has(event.aggregateId))
          await park(tx, subscription.name, {
            event,
            state: "HELD",
            fault: "an earlier event of its aggregate is parked",
          });
      }
      const free = wanted.filter((event) => !held.has(event.aggregateId));
      if (free.length > 0) await subscription.apply(unitOf(tx), free);
      await moveCursor(tx, subscription.name, last);
      return events.length;
    });
  }

  /** A batch failed: take its events one by one, so that only the poisonous one is parked. */
  async function drainSingly(subscription: Subscription<U>): Promise<number> {
    return db.transaction(async (tx) => {
      await lock(tx, subscription.name);
      const events = await readBatch(tx, subscription.name);
      for (const event of events) {
        if (subscription.eventTypes && !subscription.eventTypes.includes(event.type)) continue;
        if ((await heldAggregates(tx, subscription.name, [event])).has(event.aggregateId)) {
          await park(tx, subscription.name, {
            event,
            state: "HELD",
            fault: "an earlier event of its aggregate is parked",
          });
          continue;
        }
        try {
          await tx.transaction((inner) => subscription.apply(unitOf(inner), [event]));
        } catch (fault) {
          if (isTransient(fault)) throw fault;
          log.error({ subscription: subscription.name, eventId: event.eventId, fault: String(fault) }, "event parked");
          await park(tx, subscription.name, { event, state: "POISON", fault: String(fault) });
        }
      }
      const last = events.at(-1);
      if (last) await moveCursor(tx, subscription.name, last);
      return events.length;
    });
  }

  return {
    names: subscriptions.map((subscription) => subscription.name),
    async drain(name) {
      const subscription = byName.get(name);
      if (!subscription) throw new Error(`no subscription called ${name}`);
      let passed = 0;
      for (;;) {
        const count = await drainBatch(subscription).catch((fault: unknown) => {
          if (isTransient(fault)) throw fault;
          log.warn({ subscription: name, fault: String(fault) }, "batch failed, trying its events one by one");
          return drainSingly(subscription);
        });
        passed += count;
        if (count < BATCH) return passed;
      }
    },
  };
}

/** A row per subscription, at the log's beginning; existing cursors stay. */
export async function registerSubscriptions(db: Db, names: readonly string[]): Promise<void> {
  await db.execute(sql`
    insert into subscriptions (name) select unnest(${sql.param([...names])}::text[]) on conflict (name) do nothing`);
}
