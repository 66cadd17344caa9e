import type { TransactionSql } from "postgres";

/**
 * What a rule looks at when only the newest is checked: `coupon` all rows of the coupons that moved, `person` all orders
 * of their owners, `cheap` everything as always, `nightly` nothing (only the full check), or a statement of its own.
 */
export type Scope = "coupon" | "person" | "cheap" | "nightly" | { readonly sql: string };

/** Rows of the audit chain that the incremental check looks back at. */
const CHAIN_TAIL = 20_000;

const newestOfChain = `
  select seq, event_id from (
    select seq, event_id, hash = sha256(prev || convert_to(seq::text || '|' || body, 'UTF8')) as is_hashed,
      prev = coalesce(lag(hash) over (order by seq), prev) as is_linked, seq = coalesce(lag(seq) over (order by seq) + 1, seq) as is_placed
    from (select * from audit_log order by seq desc limit ${CHAIN_TAIL}) tail) chain
  where not (is_hashed and is_linked and is_placed)`;

const nextOfEach = `
  select s.name, next.event_id, 'WAITING' as state from subscriptions s
  join lateral (select e.event_id, e.occurred_at from events e
    where (e.epoch, e.xid, e.id) > (s.last_epoch, s.last_xid, s.last_id) order by e.epoch, e.xid, e.id limit 1) next on true
  where next.occurred_at < now() - interval '15 minutes'
  union all
  select subscription, event_id, state from dead_events`;

const coupon = ["M1", "M2", "M3", "M4", "M5", "M6", "M7", "M7r", "M7p", "M7u", "M10", "M11", "M12", "M13", "M14"];
const redemption = ["R1", "R2", "R3", "R4", "R4v", "R5", "R6", "R7", "R8", "R9", "R10", "R11", "R12"];
const others = ["T1", "T2", "T3", "T4", "T7", "E1", "E1p", "A2", "S2", "S4"];
const nightly = ["M8", "T5", "T6", "E4", "E5", "D1", "D2", "D5", "C1"];

const scopes: ReadonlyMap<string, Scope> = new Map<string, Scope>([
  ...[...coupon, ...redemption, ...others].map((id): [string, Scope] => [id, "coupon"]),
  ...nightly.map((id): [string, Scope] => [id, "nightly"]),
  ["M9", "person"],
  ["A1", { sql: newestOfChain }],
  ["E2", { sql: nextOfEach }],
]);

/** A rule nobody has thought of here is checked whole: slow is better than unseen. */
export const scopeOf = (id: string): Scope => scopes.get(id) ?? "cheap";

/** Coupons that any money moved on, or that were redeemed, from that instant on. */
export async function touchedSince(tx: TransactionSql, since: Date): Promise<string[]> {
  const rows = await tx<{ id: string }[]>`
    select coupon_id::text as id from ledger_entries where posted_at >= ${since} and coupon_id is not null
    union select coupon_id::text from redemptions where redeemed_at >= ${since}`;
  return rows.map(({ id }) => id);
}

const OWN: Readonly<Record<string, string>> = {
  coupons: "select t.* from touched join public.coupons t on t.id = touched.id",
  ledger_entries: "select t.* from touched join public.ledger_entries t on t.coupon_id = touched.id",
  redemptions: "select t.* from touched join public.redemptions t on t.coupon_id = touched.id",
  redemption_keys: "select t.* from touched join public.redemption_keys t on t.coupon_id = touched.id",
  redemption_voids: `select t.* from touched join public.redemption_keys k on k.coupon_id = touched.id
    join public.redemption_voids t on t.redemption_id = k.redemption_id`,
  orders: "select t.* from touched join public.orders t on t.coupon_id = touched.id",
  payments: `select t.* from touched join public.orders o on o.coupon_id = touched.id join public.payments t on t.order_id = o.id`,
  refunds: "select t.* from touched join public.refunds t on t.coupon_id = touched.id",
  refund_payouts: `select t.* from touched join public.refunds f on f.coupon_id = touched.id
    join public.refund_payouts t on t.refund_id = f.id`,
  disputes: "select t.* from touched join public.disputes t on t.coupon_id = touched.id",
  events: "select t.* from touched join public.events t on t.aggregate_id = touched.id",
  operations: `select t.* from touched join public.redemption_keys k on k.coupon_id = touched.id
    join public.operations t on t.op_id = k.op_id`,
  ticket_grants: `select t.* from touched join public.redemption_keys k on k.coupon_id = touched.id
    join public.ticket_grants t on t.source_type = 'REDEMPTION' and t.source_id = k.redemption_id`,
  ticket_blocks: `select t.* from ticket_grants g join public.ticket_blocks t
    on t.raffle_id = g.raffle_id and t.source_type = g.source_type and t.source_id = g.source_id`,
  ticket_voids: `select t.* from ticket_blocks b join public.ticket_voids t
    on t.raffle_id = b.raffle_id and t.leaf_index = b.leaf_index`,
  audit_log: "select t.* from events e join public.audit_log t on t.event_id = e.event_id",
};

const OF_PEOPLE: Readonly<Record<string, string>> = {
  orders: `select t.* from (select distinct c.user_id from touched join public.coupons c on c.id = touched.id) u
    join public.orders t on t.user_id = u.user_id`,
  purchase_days: `select t.* from (select distinct c.user_id from touched join public.coupons c on c.id = touched.id) u
    join public.purchase_days t on t.user_id = u.user_id`,
};

const shadowed = (tables: Readonly<Record<string, string>>): string =>
  Object.entries(tables)
    .map(([name, sql]) => `${name} as materialized (${sql})`)
    .join(",\n");

/**
 * The same statement over the rows of the touched coupons alone: in it, each table's name stands for its part of them. Takes
 * their ids as `$1::uuid[]`.
 */
export const narrowed = (sql: string, scope: "coupon" | "person"): string => `
  with touched as materialized (select unnest($1::uuid[]) as id),
  ${shadowed(scope === "coupon" ? OWN : OF_PEOPLE)}
  ${sql}`;
