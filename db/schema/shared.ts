import { sql } from "drizzle-orm";
import { bigint, check, index, integer, jsonb, pgTable, text, unique, uuid } from "drizzle-orm/pg-core";

import { bytes, createdAt, instantColumn, xid8 } from "@/db/columns";

/** One row: which database cluster this is. Transaction ids start anew in another one, hence the epoch. */
export const cluster = pgTable("cluster", {
  id: integer("id").primaryKey().default(1),
  systemIdentifier: text("system_identifier").notNull(),
  epoch: integer("epoch").notNull(),
});

/** The event log: immutable facts, written in the transaction that made them true. */
export const events = pgTable(
  "events",
  {
    id: bigint("id", { mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    eventId: uuid("event_id").notNull().unique(),
    epoch: integer("epoch").notNull(),
    xid: xid8("xid").notNull(),
    type: text("type").notNull(),
    version: integer("version").notNull().default(1),
    aggregateId: uuid("aggregate_id").notNull(),
    actor: text("actor").notNull(),
    deviceId: uuid("device_id"),
    requestId: text("request_id"),
    occurredAt: instantColumn("occurred_at").notNull(),
    payload: jsonb("payload").notNull(),
  },
  (t) => [index("events_in_order").on(t.epoch, t.xid, t.id), index("events_of_aggregate").on(t.aggregateId, t.id)],
);

export const subscriptions = pgTable("subscriptions", {
  name: text("name").primaryKey(),
  lastEpoch: integer("last_epoch").notNull().default(0),
  lastXid: xid8("last_xid").notNull().default("0"),
  lastId: bigint("last_id", { mode: "number" }).notNull().default(0),
  movedAt: instantColumn("moved_at"),
});

/** Events a subscription could not apply (`POISON`) and those of the same aggregate behind it (`HELD`). */
export const deadEvents = pgTable(
  "dead_events",
  {
    id: bigint("id", { mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    subscription: text("subscription").notNull(),
    eventId: uuid("event_id").notNull(),
    aggregateId: uuid("aggregate_id").notNull(),
    state: text("state").notNull(),
    fault: text("fault").notNull(),
    parkedAt: instantColumn("parked_at").notNull(),
  },
  (t) => [
    unique("dead_events_once").on(t.subscription, t.eventId),
    index("dead_events_aggregate").on(t.subscription, t.aggregateId),
  ],
);

/** Who did what, sealed: each row's hash covers the one before. Filled by the subscription `seal-audit` only. */
export const auditLog = pgTable("audit_log", {
  seq: bigint("seq", { mode: "number" }).primaryKey(),
  eventId: uuid("event_id").notNull().unique(),
  body: text("body").notNull(),
  prev: bytes("prev").notNull(),
  hash: bytes("hash").notNull(),
});

/** First answers of changing calls, kept for ever; `response` is the body as sent. */
export const operations = pgTable("operations", {
  opId: uuid("op_id").primaryKey(),
  actor: text("actor").notNull(),
  requestHash: text("request_hash").notNull(),
  status: integer("status"),
  response: text("response"),
  createdAt: createdAt(),
});

/** Uploaded files: the type is told from the content, never from what the sender said. */
export const files = pgTable(
  "files",
  {
    id: uuid("id").primaryKey(),
    sha256: text("sha256").notNull(),
    contentType: text("content_type").notNull(),
    body: bytes("body").notNull(),
    ownerId: uuid("owner_id").notNull(),
    createdAt: createdAt(),
  },
  (t) => [check("files_size", sql`octet_length(${t.body}) between 1 and 5242880`)],
);
