import "server-only";
import { type SQL, sql } from "drizzle-orm";

import type { Tx } from "@/db/client";
import { reconciliations } from "@/db/schema/payments";
import { asId, isUuid } from "@/server/kernel/id";
import { type ClearingEntry, clearingEntriesAbout, clearingEntriesIn } from "@/server/ledger/contract";
import type { ServiceMovement } from "@/server/payments/domain/movement";
import { type ClearingItem, keyOf } from "@/server/payments/domain/reconciliation";
import type { Anomaly } from "@/server/payments/domain/standing";
import type { ReconciliationStore } from "@/server/payments/ports/reconciliation";
import { databaseInstant } from "@/server/platform/database-time";

type Row = {
  service_id: string;
  kind: ServiceMovement["kind"];
  amount: string;
  fee: string;
  currency: string;
  intent_id: string | null;
  refund_id: string | null;
  dispute_id: string | null;
  occurred_at: string;
};

const movementOf = (row: Row): ServiceMovement => ({
  id: row.service_id,
  kind: row.kind,
  amount: Number(row.amount),
  fee: Number(row.fee),
  currency: row.currency,
  intentId: row.intent_id,
  refundId: row.refund_id,
  disputeId: row.dispute_id,
  at: databaseInstant(row.occurred_at),
});

async function movements(tx: Tx, where: SQL): Promise<ServiceMovement[]> {
  const rows = await tx.execute<Row>(sql`
    select service_id, kind, amount_centavos::text as amount, fee_centavos::text as fee, currency, intent_id, refund_id,
           dispute_id, occurred_at::text as occurred_at
    from service_movements where ${where} order by occurred_at, service_id`);
  return [...rows].map(movementOf);
}

async function record(tx: Tx, asked: Parameters<ReconciliationStore["record"]>[0], at: Date) {
  if (asked.length === 0) return [];
  const told = asked.map(({ rowId, at: occurred, ...movement }) => ({ ...movement, row_id: rowId, occurred }));
  const rows = await tx.execute<{ id: string; fee: string; currency: string }>(sql`
    insert into service_movements (id, service_id, kind, amount_centavos, fee_centavos, currency, intent_id, refund_id,
      dispute_id, occurred_at, recorded_at)
    select m.row_id, m.id, m.kind, m.amount, m.fee, m.currency, m."intentId", m."refundId", m."disputeId", m.occurred,
           ${at.toISOString()}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(told)}::jsonb) as m(row_id uuid, id text, kind text, amount bigint, fee bigint,
      currency text, "intentId" text, "refundId" text, "disputeId" text, occurred timestamptz)
    on conflict (service_id) do nothing
    returning id, fee_centavos::text as fee, currency`);
  return [...rows].map(({ id, fee, currency }) => ({ id: asId("row", id), fee: Number(fee), currency }));
}

const prefixOf: Partial<Record<ClearingEntry["code"], string>> = {
  REFUND_PAID: "REFUND",
  REFUND_RETURNED: "REFUND_FAILURE",
  DISPUTE_WITHDRAWN: "DISPUTE",
  DISPUTE_RETURNED: "DISPUTE_REVERSAL",
};

/** Our postings by the service's names for what they are about. */
async function itemsOf(tx: Tx, entries: readonly ClearingEntry[]): Promise<ClearingItem[]> {
  const couponIds = entries.flatMap(({ couponId }) => couponId ?? []);
  const refs = entries.map(({ ref }) => ref);
  const intents = await tx.execute<{ coupon_id: string; intent: string }>(sql`
    select o.coupon_id, p.payment_intent_id as intent from payments p join orders o on o.id = p.order_id
    where o.coupon_id = any(${sql.param(couponIds)}::uuid[])`);
  const claims = await tx.execute<{ id: string; service_id: string }>(sql`
    select id, service_id from disputes where id = any(${sql.param(refs)}::uuid[])`);
  const intentOf = new Map([...intents].map((row) => [row.coupon_id, row.intent]));
  const claimOf = new Map([...claims].map((row) => [row.id, row.service_id]));
  return entries.map(({ id, code, ref, couponId, amount }) => {
    const prefix = prefixOf[code];
    const about = prefix === undefined ? intentOf.get(couponId ?? "") : (claimOf.get(ref) ?? ref);
    return { key: `${prefix ?? "CHARGE"}:${about ?? ref}`, amount, entry: `${code}:${id}`, couponId };
  });
}

/** Every posting of ours that these lines of the service are about, whenever it was posted. */
async function itemsAbout(tx: Tx, lines: readonly ServiceMovement[]): Promise<ClearingItem[]> {
  const intents = lines.flatMap(({ intentId }) => intentId ?? []);
  const claims = lines.flatMap(({ disputeId }) => disputeId ?? []);
  const coupons = await tx.execute<{ coupon_id: string }>(sql`
    select o.coupon_id from payments p join orders o on o.id = p.order_id
    where p.payment_intent_id = any(${sql.param(intents)}::text[])`);
  const disputes = await tx.execute<{ id: string }>(sql`
    select id from disputes where service_id = any(${sql.param(claims)}::text[])`);
  const tries = lines.flatMap(({ refundId }) => (refundId !== null && isUuid(refundId) ? [refundId] : []));
  const couponIds = [...coupons].map((row) => asId("coupon", row.coupon_id));
  const refs = [...tries, ...[...disputes].map((row) => row.id)];
  return itemsOf(tx, await clearingEntriesAbout(tx, { couponIds, refs }));
}

/** Every line the service ever told us of that is about one of these postings. */
async function knownAbout(tx: Tx, items: readonly ClearingItem[]): Promise<ServiceMovement[]> {
  const names = items.map(({ key }) => key.slice(key.indexOf(":") + 1));
  const list = sql`any(${sql.param(names)}::text[])`;
  const wanted = new Set(items.map(({ key }) => key));
  const found = await movements(tx, sql`intent_id = ${list} or refund_id = ${list} or dispute_id = ${list}`);
  return found.filter((movement) => wanted.has(keyOf(movement)));
}

export const reconciliationStore = (tx: Tx): ReconciliationStore => ({
  record: (told, at) => record(tx, told, at),
  async sides({ from, to }) {
    const lines = await movements(
      tx,
      sql`occurred_at >= ${from.toISOString()}::timestamptz and occurred_at < ${to.toISOString()}::timestamptz`,
    );
    const items = await itemsOf(tx, await clearingEntriesIn(tx, { from, to }));
    const posted = await itemsAbout(tx, lines);
    const known = await knownAbout(tx, [...items, ...posted]);
    return { movements: lines, known, items, posted };
  },
  keep: async ({ fees, ...run }) => void (await tx.insert(reconciliations).values({ ...run, feesCentavos: fees })),
  async feesBetween({ from, to }) {
    const [row] = await tx.execute<{ fees: string }>(sql`
      select coalesce(sum(fee_centavos), 0)::text as fees from service_movements
      where currency = 'mxn' and occurred_at >= ${from.toISOString()}::timestamptz and occurred_at < ${to.toISOString()}::timestamptz`);
    return Number(row?.fees ?? 0);
  },
  async comparedDays(since) {
    const rows = await tx.execute<{ day: string }>(sql`
      select distinct day::text as day from reconciliations where day >= ${since}::date and run_by like 'system:%'`);
    return new Set([...rows].map((row) => row.day));
  },
  async resolve(id, { by, note, at }) {
    const rows = await tx.execute<{ kind: Anomaly }>(sql`
      update payment_anomalies set resolved_at = ${at.toISOString()}::timestamptz, resolved_by = ${by}, note = ${note}
      where id = ${id} and resolved_at is null returning kind`);
    return rows[0]?.kind;
  },
  async anomalyExists(id) {
    return (await tx.execute(sql`select 1 from payment_anomalies where id = ${id}`)).length > 0;
  },
});
