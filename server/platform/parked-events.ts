import "server-only";
import { sql } from "drizzle-orm";

import type { ReadDb, Tx } from "@/db/client";

import { type EventRow, eventColumns, eventOf, type LoggedEvent } from "./logged-event";

/** Aggregates of these events behind which they must wait, because an earlier one is parked. */
export async function heldAggregates(tx: Tx, name: string, events: readonly LoggedEvent[]): Promise<Set<string>> {
  const ids = [...new Set(events.map((event) => event.aggregateId))];
  const rows = await tx.execute<{ aggregate_id: string }>(sql`
    select distinct aggregate_id from dead_events
    where subscription = ${name} and aggregate_id = any(${sql.param(ids)}::uuid[])`);
  return new Set([...rows].map((row) => row.aggregate_id));
}

export type Poison = { readonly event: LoggedEvent; readonly fault: unknown };

type Parked = { event: LoggedEvent; state: "POISON" | "HELD"; fault: string };

async function park(tx: Tx, name: string, { event, state, fault }: Parked): Promise<void> {
  await tx.execute(sql`
    insert into dead_events (subscription, event_id, aggregate_id, state, fault, parked_at)
    values (${name}, ${event.eventId}, ${event.aggregateId}, ${state}, ${fault.slice(0, 500)}, clock_timestamp())
    on conflict (subscription, event_id) do update set state = excluded.state, fault = excluded.fault`);
}

/** It could not be applied; what follows of its aggregate waits behind it. */
export const parkPoison = (tx: Tx, name: string, { event, fault }: Poison): Promise<void> =>
  park(tx, name, { event, state: "POISON", fault: String(fault) });

export const parkHeld = (tx: Tx, name: string, event: LoggedEvent): Promise<void> =>
  park(tx, name, { event, state: "HELD", fault: "an earlier event of its aggregate is parked" });

/** The parked events of a subscription in the log's order. */
export async function readParked(tx: Tx, name: string, limit: number): Promise<LoggedEvent[]> {
  const rows = await tx.execute<EventRow>(sql`
    select ${eventColumns} from dead_events d join events e on e.event_id = d.event_id
    where d.subscription = ${name} order by e.epoch, e.xid, e.id limit ${limit}`);
  return [...rows].map(eventOf);
}

export const unpark = (tx: Tx, name: string, { eventId }: LoggedEvent) =>
  tx.execute(sql`delete from dead_events where subscription = ${name} and event_id = ${eventId}`);

export type ParkedCount = { readonly subscription: string; readonly events: number };

/** How many events each subscription gave up on or holds back. */
export async function parkedCounts(db: ReadDb): Promise<ParkedCount[]> {
  const rows = await db.execute<{ name: string; events: number }>(sql`
    select s.name, count(d.id)::int as events
    from subscriptions s left join dead_events d on d.subscription = s.name
    group by s.name order by s.name`);
  return [...rows].map(({ name, events }) => ({ subscription: name, events }));
}
