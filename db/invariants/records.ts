import { type Equation, notParked, passed } from "./equation";

export const recordEquations: readonly Equation[] = [
  {
    id: "A1",
    title: "the audit chain is whole: each hash, link and place is what the rows before it make it",
    sql: `
      select seq, event_id from (
        select seq, event_id, hash = sha256(prev || convert_to(seq::text || '|' || body, 'UTF8')) as is_hashed,
          prev = coalesce(lag(hash) over (order by seq), decode(repeat('00', 32), 'hex')) as is_linked,
          seq = row_number() over (order by seq) as is_placed
        from audit_log) chain
      where not (is_hashed and is_linked and is_placed)`,
  },
  {
    id: "A2",
    title: "each event is sealed as it is, once the chain has passed it, and nothing else is",
    sql: `
      select e.event_id, a.seq from events e join subscriptions s on s.name = 'seal-audit'
      left join audit_log a on a.event_id = e.event_id
      where a.seq is null and ${passed} and ${notParked}
      union all
      select a.event_id, a.seq from audit_log a left join events e on e.event_id = a.event_id
      where e.event_id is null or a.body::jsonb -> 'payload' <> e.payload or a.body::jsonb ->> 'type' <> e.type
        or a.body::jsonb ->> 'actor' <> e.actor or a.body::jsonb ->> 'aggregateId' <> e.aggregate_id::text
        or a.body::jsonb ->> 'eventId' <> e.event_id::text
        or a.body::jsonb ->> 'requestId' is distinct from e.request_id
        or (a.body::jsonb ->> 'version')::int <> e.version
        or (a.body::jsonb ->> 'occurredAt')::timestamptz <> date_trunc('milliseconds', e.occurred_at)`,
  },
  {
    id: "S1",
    title: "nobody who was suspended has a live session",
    sql: `
      select s.id, s.user_id from user_sessions s join users u on u.id = s.user_id
      where not u.is_active and s.revoked_at is null and s.expires_at > now()`,
  },
  {
    id: "S2",
    title: "the key of each coupon that can be spent is known and not revoked, and its code names it",
    sql: `
      select c.id, c.qr_kid from coupons c
      left join signing_keys k on k.kid = c.qr_kid and k.purpose = 'COUPON_QR' and k.state <> 'REVOKED'
      where c.status in ('ACTIVE', 'PARTIALLY_REDEEMED', 'SUSPENDED')
        and (k.kid is null or not starts_with(c.qr_code, 'JSM1.' || c.qr_kid || '.') or c.qr_version < 1)`,
  },
  {
    id: "S3",
    title: "one key of each purpose signs",
    sql: `
      select purpose, count(*) filter (where state = 'ACTIVE') as signing from signing_keys
      group by purpose having count(*) filter (where state = 'ACTIVE') <> 1`,
  },
  {
    id: "D4",
    title: "each committed raffle has its frozen files, each drawn one its certificate, and the draw log no gap",
    sql: `
      select c.raffle_id, n.name from commitments c
      cross join (values ('commitment.json'), ('rules.json'), ('tickets.csv'), ('voids.csv'), ('ineligible.csv')) n(name)
      left join raffle_files f on f.raffle_id = c.raffle_id and f.name = n.name where f.name is null
      union all
      select r.id, 'certificate.json' from raffles r
      left join raffle_files f on f.raffle_id = r.id and f.name = 'certificate.json'
      where (r.status in ('DRAWN', 'CLAIMING', 'SETTLED')) <> (f.name is not null)
      union all
      select r.id, r.status::text from raffles r left join commitments c on c.raffle_id = r.id
      where (r.status in ('FROZEN', 'DRAWN', 'CLAIMING', 'SETTLED') and c.raffle_id is null)
        or (c.raffle_id is not null and c.committed_at > c.round_at)
      union all
      select raffle_id, leaf_index::text from (
        select raffle_id, leaf_index, row_number() over (order by leaf_index) - 1 as place from draw_log) log
      where leaf_index <> place`,
  },
];

/** Tables that only grow: the product's role may add to them and nothing more. */
const GROWING = `(values ('events'), ('ledger_entries'), ('audit_log'), ('ticket_blocks'), ('ticket_grants'), ('ticket_voids'),
  ('commitments'), ('raffle_files'), ('draw_log'), ('redemptions'), ('redemption_keys'), ('redemption_voids')) as t(name)`;

export const schemaEquations: readonly Equation[] = [
  {
    id: "C1",
    title: "every instant has a zone, and no money is a float",
    sql: `
      select table_name, column_name, data_type from information_schema.columns c
      where table_schema = 'public' and table_name not in ('spatial_ref_sys')
        and table_name in (select tablename from pg_tables where schemaname = 'public')
        and (data_type in ('timestamp without time zone', 'real', 'double precision', 'money')
          or (column_name ~ '_centavos$' and data_type <> 'bigint') or (column_name ~ '_millilitres$' and data_type <> 'bigint'))`,
  },
  {
    id: "C2",
    title:
      "every constraint is validated, every index valid, every trigger on, and what only grows cannot be rewritten",
    sql: `
      select conrelid::regclass::text as at, conname::text as name from pg_constraint where not convalidated
      union all select indrelid::regclass::text, indexrelid::regclass::text from pg_index where not indisvalid
      union all select tgrelid::regclass::text, tgname::text from pg_trigger where tgenabled <> 'O'
      union all
      select t.name, p.name from ${GROWING} cross join (values ('UPDATE'), ('DELETE'), ('TRUNCATE')) p(name)
      where has_table_privilege('jsm_app', t.name, p.name)
      union all
      select t.name, 'append-only' from (values ('events'), ('ledger_entries'), ('audit_log'), ('ticket_blocks')) t(name)
      where not exists (select from pg_trigger g where g.tgrelid = t.name::regclass and g.tgname like '%append_only')`,
  },
  {
    id: "C3",
    title: "no redemption lies in the default partition, and partitions exist two months ahead",
    sql: `
      select 'redemptions_default' as partition, id::text from redemptions_default
      union all
      select 'redemptions_' || to_char(month, 'YYYY_MM'), 'missing' from generate_series(
        date_trunc('month', now() at time zone 'UTC'), date_trunc('month', now() at time zone 'UTC') + interval '2 months', interval '1 month') month
      where to_regclass('redemptions_' || to_char(month, 'YYYY_MM')) is null`,
  },
];

/** What a real database must be set to; embedded and throw-away ones are not. */
export const durabilityEquation: Equation = {
  id: "C4",
  title: "what was committed is on disk: fsync, full page writes and synchronous commit are on",
  sql: `
    select name, setting from pg_settings
    where name in ('fsync', 'full_page_writes', 'synchronous_commit') and setting <> 'on'`,
};
