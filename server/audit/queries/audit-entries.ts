import "server-only";
import { type SQL, sql } from "drizzle-orm";

import type { ReadDb } from "@/db/client";
import { asId } from "@/server/kernel/id";
import { instant } from "@/server/kernel/time";
import { databaseInstant } from "@/server/platform/database-time";

export type AuditAsk = {
  readonly type?: string | undefined;
  readonly actor?: string | undefined;
  readonly aggregateId?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly limit: number;
  readonly cursor?: string | undefined;
};

type Row = {
  seq: string;
  event_id: string;
  type: string;
  actor: string;
  aggregate_id: string;
  request_id: string | null;
  occurred_at: string;
  payload: Record<string, unknown>;
  hash: string;
};

const conditionOf = (ask: AuditAsk): SQL =>
  sql.join(
    [
      sql`true`,
      ask.type === undefined ? undefined : sql`e.type = ${ask.type}`,
      ask.actor === undefined ? undefined : sql`e.actor = ${ask.actor}`,
      ask.aggregateId === undefined ? undefined : sql`e.aggregate_id = ${ask.aggregateId}`,
      ask.from === undefined ? undefined : sql`e.occurred_at >= ${ask.from}::timestamptz`,
      ask.to === undefined ? undefined : sql`e.occurred_at < ${ask.to}::timestamptz`,
      ask.cursor === undefined ? undefined : sql`a.seq < ${ask.cursor}::bigint`,
    ].filter((part) => part !== undefined),
    sql` and `,
  );

export async function auditHead(db: ReadDb): Promise<{ seq: string; hash: string }> {
  const [row] = await db.execute<{ seq: string; hash: string }>(sql`
    select seq, encode(hash, 'hex') as hash from audit_log order by seq desc limit 1`);
  return row ?? { seq: "0", hash: "00".repeat(32) };
}

/** Who did what, newest first. */
export async function auditEntries(db: ReadDb, ask: AuditAsk) {
  const rows = await db.execute<Row>(sql`
    select a.seq, a.event_id, e.type, e.actor, e.aggregate_id, e.request_id, e.occurred_at::text as occurred_at,
           e.payload, encode(a.hash, 'hex') as hash
    from audit_log a join events e on e.event_id = a.event_id
    where ${conditionOf(ask)} order by a.seq desc limit ${ask.limit + 1}`);
  const shown = [...rows].slice(0, ask.limit);
  return {
    entries: shown.map((row) => ({
      seq: row.seq,
      eventId: asId("event", row.event_id),
      type: row.type,
      actor: row.actor,
      aggregateId: row.aggregate_id,
      requestId: row.request_id,
      occurredAt: instant(databaseInstant(row.occurred_at)),
      payload: row.payload,
      hash: row.hash,
    })),
    head: await auditHead(db),
    nextCursor: rows.length > ask.limit ? (shown.at(-1)?.seq ?? null) : null,
  };
}

/** Recomputes the whole chain in the database: hashes, links and places. */
export async function verifyChain(db: ReadDb) {
  const [row] = await db.execute<{ checked: number; broken_at: string | null }>(sql`
    select count(*)::int as checked, min(seq) filter (where not is_right)::text as broken_at from (
      select seq, hash = sha256(prev || convert_to(seq::text || '|' || body, 'UTF8'))
        and prev = coalesce(lag(hash) over (order by seq), decode(repeat('00', 32), 'hex'))
        and seq = row_number() over (order by seq) as is_right
      from audit_log) chain`);
  const brokenAt = row?.broken_at ?? null;
  return { isIntact: brokenAt === null, checked: row?.checked ?? 0, brokenAt, head: await auditHead(db) };
}
