import "server-only";
import { createHash } from "node:crypto";

import { sql } from "drizzle-orm";

import { prepared, type Tx } from "@/db/client";

/** One intended change: made by the client, kept for ever (domain words, "operation id"). */
export type Operation = { readonly opId: string; readonly actor: string; readonly requestHash: string };

export type Answer = { readonly status: number; readonly body: string };

export type Begun =
  | { readonly state: "fresh" }
  | { readonly state: "answered"; readonly answer: Answer }
  | { readonly state: "mismatch" };

/** Same path and same input are the same request, whatever the order of its keys. */
export function requestHash(path: string, input: unknown): string {
  const sorted = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(sorted);
    if (typeof value !== "object" || value === null) return value;
    const entries = Object.entries(value).filter(([, v]) => v !== undefined);
    return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([k, v]) => [k, sorted(v)]));
  };
  return createHash("sha256")
    .update(JSON.stringify([path, sorted(input)]))
    .digest("base64url");
}

type Row = { op_id: string; actor: string; request_hash: string; status: number | null; response: string | null };

/**
 * Claims operation ids in ascending order inside the transaction; a second caller with the same id waits here until the
 * first has committed, and then gets its stored answer.
 */
export async function beginOperations(tx: Tx, wanted: readonly Operation[]): Promise<ReadonlyMap<string, Begun>> {
  const ordered = wanted.toSorted((a, b) => (a.opId < b.opId ? -1 : 1));
  const claimed = await prepared(tx).execute<{ op_id: string }>(sql`
    insert into operations (op_id, actor, request_hash)
    select o.op_id, o.actor, o.request_hash
    from jsonb_to_recordset(${JSON.stringify(ordered.map((o) => ({ op_id: o.opId, actor: o.actor, request_hash: o.requestHash })))}::jsonb)
      as o(op_id uuid, actor text, request_hash text)
    order by o.op_id
    on conflict (op_id) do nothing
    returning op_id`);
  const fresh = new Set([...claimed].map((row) => row.op_id));
  const known = ordered.filter((operation) => !fresh.has(operation.opId));
  const stored =
    known.length > 0
      ? await readOperations(
          tx,
          known.map((operation) => operation.opId),
        )
      : new Map<string, Row>();
  return new Map(
    ordered.map((operation): [string, Begun] => {
      if (fresh.has(operation.opId)) return [operation.opId, { state: "fresh" }];
      return [operation.opId, judge(operation, stored.get(operation.opId))];
    }),
  );
}

function judge(operation: Operation, row: Row | undefined): Begun {
  if (!row || row.status === null || row.response === null)
    throw new Error("an operation was claimed and never answered");
  if (row.actor !== operation.actor || row.request_hash !== operation.requestHash) return { state: "mismatch" };
  return { state: "answered", answer: { status: row.status, body: row.response } };
}

async function readOperations(tx: Tx, ids: readonly string[]): Promise<Map<string, Row>> {
  const rows = await tx.execute<Row>(sql`
    select op_id, actor, request_hash, status, response from operations where op_id = any(${sql.param([...ids])}::uuid[])`);
  return new Map([...rows].map((row) => [row.op_id, row]));
}

/** Stores the bodies as they will be sent, byte for byte. Must run in the transaction that claimed the ids. */
export async function answerOperations(tx: Tx, answers: readonly (Answer & { opId: string })[]): Promise<void> {
  if (answers.length === 0) return;
  await prepared(tx).execute(sql`
    update operations o set status = a.status, response = a.body
    from jsonb_to_recordset(${JSON.stringify(answers.map((a) => ({ op_id: a.opId, status: a.status, body: a.body })))}::jsonb)
      as a(op_id uuid, status int, body text)
    where o.op_id = a.op_id`);
}

/** Lets ids go that this transaction claimed: their requests were turned away, and the same id may be tried again. */
export async function releaseOperations(tx: Tx, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await prepared(tx).execute(sql`
    delete from operations where op_id = any(${sql.param([...ids])}::uuid[]) and status is null`);
}

/** What was stored for one id; used when a transaction's outcome is unknown and by replays outside one. */
export async function storedAnswer(tx: Pick<Tx, "execute">, operation: Operation): Promise<Begun | undefined> {
  const rows = await tx.execute<Row>(sql`
    select op_id, actor, request_hash, status, response from operations where op_id = ${operation.opId}`);
  const row = rows[0];
  return row === undefined || row.status === null ? undefined : judge(operation, row);
}

/** The same, bound to one transaction: for commands that keep their operation themselves. */
export type Operations = ReturnType<typeof operationsOf>;

export const operationsOf = (tx: Tx) => ({
  begin: (wanted: readonly Operation[]) => beginOperations(tx, wanted),
  answer: (answers: readonly (Answer & { opId: string })[]) => answerOperations(tx, answers),
  release: (ids: readonly string[]) => releaseOperations(tx, ids),
  stored: (operation: Operation) => storedAnswer(tx, operation),
});
