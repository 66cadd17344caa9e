import "server-only";
import { sql } from "drizzle-orm";

import { prepared, type Tx } from "@/db/client";
import type { NewId } from "@/server/kernel/id";

import { actorName, type Actor } from "./ctx";
import { databaseInstant } from "./database-time";
import type { Clock, EventWriter, NewEvent } from "./unit";

export type Origin = { actor: Actor; requestId: string };

type Recorder = EventWriter & { readonly count: number };

/** Appends to the event log inside the given transaction; `count` tells whether a doorbell must ring after commit. */
export function eventWriter(tx: Tx, origin: Origin, newId: NewId): Recorder {
  let count = 0;
  return {
    get count() {
      return count;
    },
    async append(batch: readonly NewEvent[]) {
      if (batch.length === 0) return;
      count += batch.length;
      const rows = batch.map((event) => ({
        event_id: newId("event"),
        type: event.type,
        version: event.version ?? 1,
        aggregate_id: event.aggregateId,
        occurred_at: event.occurredAt.toISOString(),
        payload: event.payload,
        actor: event.by?.actor ?? actorName(origin.actor),
        device_id: event.by ? null : deviceOf(origin.actor),
        request_id: event.by?.requestId ?? origin.requestId,
      }));
      await prepared(tx).execute(sql`
        insert into events (event_id, epoch, xid, type, version, aggregate_id, actor, device_id, request_id, occurred_at, payload)
        select e.event_id, (select epoch from cluster), pg_current_xact_id(), e.type, e.version, e.aggregate_id,
               e.actor, e.device_id, e.request_id, e.occurred_at, e.payload
        from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
          as e(event_id uuid, type text, version int, aggregate_id uuid, occurred_at timestamptz, payload jsonb,
               actor text, device_id uuid, request_id text)`);
    },
  };
}

const deviceOf = (actor: Actor): string | null => (actor.kind === "user" ? (actor.stationDeviceId ?? null) : null);

/** `clock_timestamp()`, so that time spent waiting for a lock counts. */
export const databaseClock = (tx: Tx): Clock => ({
  async read() {
    const [row] = await prepared(tx).execute<{ now: string }>(sql`select clock_timestamp()::text as now`);
    if (!row) throw new Error("the database gave no clock");
    return databaseInstant(row.now);
  },
});
