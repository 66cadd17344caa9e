import "server-only";
import { sql } from "drizzle-orm";

import { databaseInstant } from "./database-time";

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

export type EventRow = {
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

/** What to select of `events e`. */
export const eventColumns = sql`
  e.id, e.event_id, e.epoch, e.xid::text as xid, e.type, e.version, e.aggregate_id, e.actor, e.request_id,
  e.occurred_at::text as occurred_at, e.payload`;

export const eventOf = (row: EventRow): LoggedEvent => ({
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
