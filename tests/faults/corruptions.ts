/** One seeded corruption: what is done to the data, and the rule that must notice it. */
export type Corruption = readonly [rule: string, sql: string];

const one = (table: string, where = "true", order = "1"): string =>
  `(select ctid from ${table} where ${where} order by ${order} limit 1)`;
const change = (table: string, set: string, where?: string): string =>
  `update ${table} set ${set} where ctid = ${one(table, where)}`;
const remove = (table: string, where?: string): string => `delete from ${table} where ctid = ${one(table, where)}`;

/** Redemptions lie in partitions: their ctid alone names no row. */
const sale = (set: string, where = "true"): string =>
  `update redemptions set ${set} where id = (select id from redemptions where ${where} order by redeemed_at limit 1)`;

export const corruptions: readonly Corruption[] = [
  ["M1", change("coupons", "balance_centavos = balance_centavos - 1", "status = 'PARTIALLY_REDEEMED'")],
  ["M1", change("ledger_entries", "coupon_id = gen_random_uuid()", "code = 'REDEEM'")],
  ["M2", change("ledger_entries", "amount_centavos = amount_centavos + 1", "code = 'CAPTURE'")],
  ["M3", change("payments", "captured_centavos = captured_centavos + 1")],
  ["M3", remove("coupons", "not is_prize and status = 'ACTIVE'")],
  ["M4", remove("ledger_entries", "code = 'CAPTURE'")],
  [
    "M4",
    `insert into ledger_entries (code, debit, credit, amount_centavos, coupon_id, ref, posted_at)
      select 'CAPTURE', 'STRIPE_CLEARING', 'COUPON', 100, coupon_id, gen_random_uuid(), now() from ledger_entries where code = 'CAPTURE' limit 1`,
  ],
  ["M4", change("ledger_entries", "code = 'CAPTURE', debit = 'STRIPE_CLEARING'", "code = 'PRIZE_CREDIT'")],
  [
    "M5",
    `insert into ledger_entries (code, debit, credit, amount_centavos, coupon_id, station_id, ref, posted_at)
      select 'VOID', 'STATION_PAYABLE', 'COUPON', 90000000, coupon_id, station_id, gen_random_uuid(), now() from ledger_entries where code = 'REDEEM' limit 1`,
  ],
  ["M6", change("ledger_entries", "credit = 'FEES'", "code = 'REDEEM'")],
  ["M6", change("ledger_entries", "station_id = null", "code = 'REDEEM'")],
  ["M7", remove("payments")],
  ["M7", change("orders", "status = 'FAILED'", "status = 'PAID'")],
  ["M7", change("payments", "payment_intent_id = 'pi_of_somebody_else'")],
  ["M7r", change("refunds", "amount_centavos = amount_centavos + 1")],
  ["M7r", remove("ledger_entries", "code = 'REFUND'")],
  ["M7r", change("refunds", "state = 'PENDING'", "state = 'SUCCEEDED'")],
  ["M9", change("purchase_days", "amount_centavos = amount_centavos + 1")],
  ["M9", remove("purchase_days")],
  ["M10", change("coupons", "status = 'ACTIVE'", "status = 'PARTIALLY_REDEEMED'")],
  ["M7", change("coupons", "activated_at = null", "status = 'CANCELLED' and activated_at is not null")],
  ["M10", change("coupons", "status = 'PARTIALLY_REDEEMED'", "status = 'ACTIVE'")],
  ["R1", remove("redemption_keys")],
  ["R1", change("redemption_keys", "redeemed_at = redeemed_at + interval '1 millisecond'")],
  ["R1", change("redemption_keys", "coupon_id = (select max(id::text)::uuid from coupons)")],
  [
    "R2",
    `insert into redemptions select (r).* from (select jsonb_populate_record(x, jsonb_build_object('redeemed_at', x.redeemed_at + interval '35 days')) as r
      from redemptions x order by redeemed_at limit 1) twice`,
  ],
  ["R3", change("ledger_entries", "amount_centavos = amount_centavos - 1", "code = 'REDEEM'")],
  ["R3", change("ledger_entries", "posted_at = posted_at + interval '1 millisecond'", "code = 'REDEEM'")],
  ["R4", "delete from redemptions where id = (select id from redemptions order by redeemed_at limit 1)"],
  ["R4", change("ledger_entries", "ref = gen_random_uuid()", "code = 'REDEEM'")],
  ["R4v", remove("redemption_voids")],
  ["R4v", change("redemption_voids", "returned_to = 'DISPUTES'")],
  ["R4v", remove("ledger_entries", "code = 'VOID'")],
  [
    "R5",
    "update coupons set expires_at = activated_at where id = (select coupon_id from redemptions order by redeemed_at limit 1)",
  ],
  ["R5", change("redemption_voids", "voided_at = voided_at - interval '1 day'")],
  [
    "R6",
    sale(
      "redeemed_before_centavos = redeemed_before_centavos + 1, redeemed_after_centavos = redeemed_after_centavos + 1",
    ),
  ],
  ["R6", change("coupons", "redeemed_centavos = redeemed_centavos + 1", "status = 'PARTIALLY_REDEEMED'")],
  ["R7", remove("operations", "status = 200 and response like '%ticketsGenerated%'")],
  ["R7", change("operations", "status = 409", "status = 200 and response like '%ticketsGenerated%'")],
  [
    "R7",
    change("operations", "status = null, response = null, created_at = now() - interval '6 minutes'", "status = 409"),
  ],
  ["R8", sale("user_id = attendant_id")],
  ["R8", "delete from assignments"],
  ["R8", "update shifts set closed_at = opened_at - interval '1 minute'"],
  ["R9", sale("volume_millilitres = volume_millilitres + 1")],
  ["R9", sale("asked_in = 'PESOS'", "asked_in = 'LITRES'")],
  ["R10", change("ledger_entries", "station_id = (select max(id::text)::uuid from stations)", "code = 'REDEEM'")],
  ["R11", sale("price_tenth_milli = price_tenth_milli + 1")],
  ["R12", change("redemption_voids", "shift_id = gen_random_uuid()")],
  ["T1", sale("tickets_earned = tickets_earned + 1")],
  ["T1", change("ticket_blocks", "count = count + 1")],
  ["T1", change("ticket_grants", "granted = 0", "granted > 0")],
  ["T2", change("ticket_grants", "user_id = gen_random_uuid()")],
  ["T2", change("ticket_blocks", "holder_tag = sha256(holder_tag)")],
  ["T3", "update ticket_blocks set issued_at = now() + interval '1 day'"],
  ["T4", remove("ticket_grants")],
  ["T5", change("ticket_blocks", "first = first + 1000")],
  ["T5", "update raffles set tickets = tickets + 1 where leaves > 0"],
  ["T6", change("raffle_holders", "granted = granted + 1")],
  ["T6", "update raffles set max_tickets_per_person = 1"],
  ["T7", remove("ticket_voids")],
  [
    "T7",
    `insert into ticket_voids (raffle_id, leaf_index, reason, voided_at)
      select raffle_id, leaf_index, 'x', now() from ticket_blocks b where not exists (
        select from ticket_voids v where v.raffle_id = b.raffle_id and v.leaf_index = b.leaf_index) limit 1`,
  ],
  ["T8", "delete from tree_heads"],
  ["E1", remove("events", "type = 'CouponRedeemed'")],
  [
    "E1",
    `insert into events (event_id, epoch, xid, type, aggregate_id, actor, occurred_at, payload)
      select gen_random_uuid(), epoch, xid, type, aggregate_id, actor, occurred_at, payload from events where type = 'CouponRedeemed' limit 1`,
  ],
  ["E1", remove("events", "type = 'CouponPurchased'")],
  ["E1p", change("events", `payload = jsonb_set(payload, '{pesosCentavos}', '1')`, "type = 'CouponRedeemed'")],
  [
    "E2",
    `insert into dead_events (subscription, event_id, aggregate_id, state, fault, parked_at)
      select 'issue-tickets', event_id, aggregate_id, 'POISON', 'x', now() from events limit 1`,
  ],
  [
    "E2",
    `with back as (update subscriptions set last_epoch = 0, last_xid = '0', last_id = 0 where name = 'notify' or name = 'seal-audit' returning 1)
      update events set occurred_at = occurred_at - interval '1 hour'`,
  ],
  [
    "E3",
    `insert into webhook_events (event_id, type, payload, created_at) values ('evt_x', 'x', '{}', now() - interval '1 hour')`,
  ],
  ["E4", change("daily_station_totals", "revenue_centavos = revenue_centavos + 1")],
  ["E4", remove("daily_station_totals")],
  ["E5", change("events", "epoch = epoch + 7")],
  ["A1", `update audit_log set body = replace(body, '"version":1', '"version":2') where seq = 2`],
  ["A1", "delete from audit_log where seq = 2"],
  [
    "A1",
    `with a as (select body, event_id from audit_log where seq = 3) update audit_log set body = (select body from a) where seq = 2`,
  ],
  ["A2", "delete from audit_log where seq = (select max(seq) from audit_log)"],
  ["A2", change("events", `actor = 'user:somebody-else'`)],
  ["A2", change("events", `payload = payload || '{"more": 1}'`)],
  ["S1", "update users set is_active = false"],
  ["S2", "update signing_keys set state = 'REVOKED' where purpose = 'COUPON_QR'"],
  ["S3", "update signing_keys set state = 'VERIFY_ONLY' where purpose = 'DRAW'"],
  [
    "S4",
    change(
      "coupons",
      "qr_code = left(qr_code, 60) || case substr(qr_code, 61, 1) when 'A' then 'B' else 'A' end || substr(qr_code, 62)",
      "status = 'ACTIVE'",
    ),
  ],
  ["S4", change("coupons", "qr_version = qr_version + 1", "status = 'ACTIVE'")],
  ["S4", change("coupons", "expires_at = expires_at + interval '1 day'", "status = 'ACTIVE'")],
  ["D1", "update raffle_file_parts set body = set_byte(body, 3, get_byte(body, 3) # 1) where name = 'tickets.csv'"],
  ["D1", "delete from raffle_file_parts where name = 'certificate.json'"],
  ["D1", "update awards set ticket = ticket + 1000"],
  ["D1", "update awards set place = place + 1 where outcome = 'ALTERNATE'"],
  ["D2", change("ticket_blocks", "leaf_hash = sha256(leaf_hash)", "raffle_id in (select raffle_id from commitments)")],
  ["D2", "update commitments set hash = encode(sha256(hash::bytea), 'hex')"],
  ["D4", "delete from raffle_files where name = 'voids.csv'"],
  ["D4", "update commitments set committed_at = round_at + interval '1 second'"],
  ["D4", "delete from draw_log where leaf_index = 0"],
  ["D5", "update draw_log set document = encode(sha256(document::bytea), 'hex') where leaf_index = 0"],
  ["D5", "update draw_log set root_after = sha256(root_after) where leaf_index = 1"],
  ["C1", "alter table users add column seen_at timestamp"],
  ["C1", "alter table coupons add column bonus_centavos int"],
  ["C2", "alter table ledger_entries disable trigger ledger_append_only"],
  ["C2", "grant update on ledger_entries to jsm_app"],
  ["C2", "alter table coupons add constraint later check (face_centavos > 0) not valid"],
  ["C3", sale("redeemed_at = '2031-01-01'")],
];
