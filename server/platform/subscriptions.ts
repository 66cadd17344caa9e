import "server-only";
import { sql } from "drizzle-orm";

import type { Db, Tx } from "@/db/client";

import { isTransient } from "./database-fault";
import { type EventRow, eventColumns, eventOf, type LoggedEvent } from "./logged-event";
import type { Logger } from "./logger";
import { heldAggregates, parkHeld, parkPoison, readParked, unpark } from "./parked-events";

/** A named reader of the log. `apply` runs in the transaction that moves the cursor: its effects happen exactly once. */
export type Subscription<U> = {
  readonly name: string;
  /** Undefined reads every event. */
  readonly eventTypes: readonly string[] | undefined;
  apply(unit: U, events: readonly LoggedEvent[]): Promise<void>;
};

const BATCH = 1_000;

/**
 * Everything after the cursor that nothing older can still join: rows of an earlier epoch, or of transactions below the
 * snapshot's xmin. Cursor, horizon and rows come from one statement, hence from one snapshot (data page, "event log").
 */
async function readBatch(tx: Tx, name: string): Promise<LoggedEvent[]> {
  const rows = await tx.execute<EventRow>(sql`
    select ${eventColumns}
    from subscriptions s
    cross join cluster c
    join events e on (e.epoch, e.xid, e.id) > (s.last_epoch, s.last_xid, s.last_id)
    where s.name = ${name} and (e.epoch < c.epoch or e.xid < pg_snapshot_xmin(pg_current_snapshot()))
    order by e.epoch, e.xid, e.id
    limit ${BATCH}`);
  return [...rows].map(eventOf);
}

async function moveCursor(tx: Tx, name: string, last: LoggedEvent): Promise<void> {
  await tx.execute(sql`
    update subscriptions set last_epoch = ${last.epoch}, last_xid = ${last.xid}::xid8, last_id = ${last.id}, moved_at = now()
    where name = ${name}`);
}

export type Drainer = {
  /** Applies everything that may be read now; answers how many events were passed. */
  drain(name: string): Promise<number>;
  /** Takes up, in the log's order, what was parked; an aggregate whose event fails again stays parked from there on. */
  retry(name: string): Promise<Retried>;
  readonly names: readonly string[];
};

export type Retried = { readonly applied: number; readonly failedAggregates: number };

type DrainerParts<U> = {
  db: Db;
  subscriptions: readonly Subscription<U>[];
  unitOf: (tx: Tx) => U;
  log: Logger;
};

/** Makes `drain` for a closed list of subscriptions. Draining the same name twice at once waits on the row lock. */
export function createDrainer<U>({ db, subscriptions, unitOf, log }: DrainerParts<U>): Drainer {
  const byName = new Map(subscriptions.map((subscription) => [subscription.name, subscription]));

  const lock = (tx: Tx, name: string) => tx.execute(sql`select 1 from subscriptions where name = ${name} for update`);

  async function drainBatch(subscription: Subscription<U>): Promise<number> {
    return db.transaction(async (tx) => {
      await lock(tx, subscription.name);
      const events = await readBatch(tx, subscription.name);
      const last = events.at(-1);
      if (!last) return 0;
      const wanted = events.filter((event) => subscription.eventTypes?.includes(event.type) ?? true);
      const held = wanted.length > 0 ? await heldAggregates(tx, subscription.name, wanted) : new Set<string>();
      for (const event of wanted) {
        if (held.has(event.aggregateId)) await parkHeld(tx, subscription.name, event);
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
          await parkHeld(tx, subscription.name, event);
          continue;
        }
        await applyOrPark(tx, subscription, event);
      }
      const last = events.at(-1);
      if (last) await moveCursor(tx, subscription.name, last);
      return events.length;
    });
  }

  async function applyOrPark(tx: Tx, subscription: Subscription<U>, event: LoggedEvent): Promise<boolean> {
    try {
      await tx.transaction((inner) => subscription.apply(unitOf(inner), [event]));
      return true;
    } catch (fault) {
      if (isTransient(fault)) throw fault;
      log.error({ subscription: subscription.name, eventId: event.eventId, fault: String(fault) }, "event parked");
      await parkPoison(tx, subscription.name, { event, fault });
      return false;
    }
  }

  async function retryParked(subscription: Subscription<U>): Promise<Retried> {
    return db.transaction(async (tx) => {
      await lock(tx, subscription.name);
      const failed = new Set<string>();
      let applied = 0;
      for (const event of await readParked(tx, subscription.name, BATCH)) {
        if (failed.has(event.aggregateId)) continue;
        if (await applyOrPark(tx, subscription, event)) {
          await unpark(tx, subscription.name, event);
          applied++;
        } else failed.add(event.aggregateId);
      }
      return { applied, failedAggregates: failed.size };
    });
  }

  const named = (name: string): Subscription<U> => {
    const subscription = byName.get(name);
    if (!subscription) throw new Error(`no subscription called ${name}`);
    return subscription;
  };

  return {
    retry: (name) => retryParked(named(name)),
    names: subscriptions.map((subscription) => subscription.name),
    async drain(name) {
      const subscription = named(name);
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
