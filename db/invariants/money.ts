import type { Equation } from "./equation";

const on = (account: string): string =>
  `sum(case when l.credit = '${account}' then l.amount_centavos else 0 end - case when l.debit = '${account}' then l.amount_centavos else 0 end)`;

/** What each movement may do; adjustments are made by hand and may do anything. */
const SHAPES = `(values
  ('CAPTURE', 'STRIPE_CLEARING', 'COUPON'), ('PRIZE_CREDIT', 'PRIZE_FUND', 'COUPON'),
  ('REDEEM', 'COUPON', 'STATION_PAYABLE'),
  ('VOID', 'STATION_PAYABLE', 'COUPON'), ('VOID', 'STATION_PAYABLE', 'EXPIRED_LIABILITY'),
  ('VOID', 'STATION_PAYABLE', 'DISPUTES'), ('VOID', 'STATION_PAYABLE', 'REFUNDS_PAYABLE'),
  ('REFUND', 'COUPON', 'REFUNDS_PAYABLE'), ('REFUND', 'EXPIRED_LIABILITY', 'REFUNDS_PAYABLE'),
  ('LATE_CAPTURE', 'STRIPE_CLEARING', 'REFUNDS_PAYABLE'),
  ('REFUND_PAID', 'REFUNDS_PAYABLE', 'STRIPE_CLEARING'), ('REFUND_PAID', 'REFUNDS_PAYABLE', 'BANK'),
  ('REFUND_RETURNED', 'STRIPE_CLEARING', 'REFUNDS_PAYABLE'),
  ('EXPIRE', 'COUPON', 'EXPIRED_LIABILITY'), ('REINSTATE', 'EXPIRED_LIABILITY', 'COUPON'),
  ('DISPUTE', 'COUPON', 'DISPUTES'), ('DISPUTE_WITHDRAWN', 'DISPUTE_LOSS', 'STRIPE_CLEARING'),
  ('DISPUTE_RETURNED', 'STRIPE_CLEARING', 'DISPUTE_LOSS'),
  ('DISPUTE_WON', 'DISPUTES', 'COUPON'), ('DISPUTE_WON', 'DISPUTES', 'REFUNDS_PAYABLE'),
  ('DISPUTE_LOST', 'DISPUTES', 'DISPUTE_LOSS'), ('DISPUTE_LOST', 'EXPIRED_LIABILITY', 'DISPUTE_LOSS'),
  ('DISPUTE_LOST', 'REFUNDS_PAYABLE', 'DISPUTE_LOSS'),
  ('CLEARING', 'STATION_CLEARING', 'STATION_CLEARING'), ('CLEARING_BACK', 'STATION_CLEARING', 'STATION_CLEARING'),
  ('FEE', 'FEES', 'STRIPE_CLEARING'), ('FEE', 'STRIPE_CLEARING', 'FEES')) as shape(code, debit, credit)`;

export const moneyEquations: readonly Equation[] = [
  {
    id: "M1",
    title: "the ledger's balance of each coupon is the coupon's balance",
    sql: `
      with l as (select l.coupon_id, ${on("COUPON")} as balance from ledger_entries l
                 where 'COUPON' in (l.debit, l.credit) group by l.coupon_id)
      select coalesce(c.id, l.coupon_id) as coupon_id, c.balance_centavos, l.balance as ledger_balance
      from coupons c full join l on l.coupon_id = c.id
      where c.id is null or c.balance_centavos <> coalesce(l.balance, 0)`,
  },
  {
    id: "M2",
    title: "all that was captured or granted is redeemed, refunded, expired, disputed or outstanding",
    sql: `
      with l as (select
          coalesce(sum(amount_centavos) filter (where code in ('CAPTURE', 'PRIZE_CREDIT')), 0) as came,
          coalesce(sum(amount_centavos) filter (where code = 'REDEEM'), 0)
            - coalesce(sum(amount_centavos) filter (where code = 'VOID' and credit = 'COUPON'), 0) as redeemed,
          coalesce(sum(amount_centavos) filter (where code = 'REFUND' and debit = 'COUPON'), 0) as refunded,
          coalesce(sum(amount_centavos) filter (where code = 'EXPIRE'), 0)
            - coalesce(sum(amount_centavos) filter (where code = 'REINSTATE'), 0) as expired,
          coalesce(sum(amount_centavos) filter (where code = 'DISPUTE'), 0)
            - coalesce(sum(amount_centavos) filter (where code = 'DISPUTE_WON' and credit = 'COUPON'), 0) as disputed,
          coalesce(sum(case when credit = 'COUPON' then amount_centavos when debit = 'COUPON' then -amount_centavos end)
            filter (where code = 'ADJUSTMENT'), 0) as adjusted
        from ledger_entries),
      c as (select coalesce(sum(balance_centavos), 0) as outstanding from coupons)
      select * from l, c where came + adjusted <> redeemed + refunded + expired + disputed + outstanding`,
  },
  {
    id: "M3",
    title: "each payment captured the face of its coupon",
    sql: `
      select p.id, p.captured_centavos, c.face_centavos from payments p
      left join orders o on o.id = p.order_id left join coupons c on c.id = o.coupon_id
      where c.face_centavos is distinct from p.captured_centavos`,
  },
  {
    id: "M4",
    title: "each coupon that ever was active came in once, with its face; no other came in",
    sql: `
      select c.id, c.face_centavos, l.entries, l.amount from coupons c
      full join (select ref, count(*) as entries, sum(amount_centavos) as amount, min(coupon_id::text) as coupon_id,
                        bool_and(code = 'PRIZE_CREDIT') as is_prize
                 from ledger_entries where code in ('CAPTURE', 'PRIZE_CREDIT') group by ref) l on l.ref = c.id
      where c.id is null or (c.activated_at is not null) <> (l.ref is not null)
        or (l.ref is not null and (l.entries <> 1 or l.amount <> c.face_centavos or l.coupon_id <> c.id::text or l.is_prize <> c.is_prize))`,
  },
  {
    id: "M5",
    title: "no coupon and no station is below zero in any account",
    sql: `
      with sides as (
        select credit as account, coupon_id, station_id, amount_centavos as amount from ledger_entries
        union all select debit, coupon_id, station_id, -amount_centavos from ledger_entries)
      select account::text, coupon_id as owner, sum(amount) as balance from sides
      where account in ('COUPON', 'REFUNDS_PAYABLE', 'EXPIRED_LIABILITY', 'DISPUTES') group by 1, 2 having sum(amount) < 0
      union all
      select account::text, station_id, sum(amount) from sides where account = 'STATION_PAYABLE' group by 1, 2 having sum(amount) < 0`,
  },
  {
    id: "M6",
    title: "each movement joins the accounts it may join, and names the coupon and station it must name",
    sql: `
      select l.id, l.code, l.debit, l.credit from ledger_entries l
      left join ${SHAPES} on shape.code = l.code::text and shape.debit = l.debit::text and shape.credit = l.credit::text
      where l.amount_centavos <= 0 or (l.code <> 'ADJUSTMENT' and shape.code is null)
        or (l.code not in ('ADJUSTMENT', 'FEE') and not exists (select from coupons c where c.id = l.coupon_id))
        or (l.code in ('REDEEM', 'VOID', 'CLEARING', 'CLEARING_BACK') and not exists (select from stations s where s.id = l.station_id))
        or (l.code in ('CLEARING', 'CLEARING_BACK')) <> (l.from_station_id is not null)`,
  },
  {
    id: "M7",
    title:
      "each paid order has one payment under its own intent and one active coupon; money that came late has no coupon",
    sql: `
      select o.id, o.status, p.id as payment_id, c.activated_at from orders o
      left join payments p on p.order_id = o.id left join coupons c on c.id = o.coupon_id
      where c.id is null or (o.status = 'PAID') <> (p.id is not null and not p.is_late)
        or (p.id is not null and not p.is_late) <> (c.activated_at is not null)
        or p.payment_intent_id is distinct from case when p.id is null then null else o.payment_intent_id end
        or c.user_id <> o.user_id or c.face_centavos <> o.amount_centavos`,
  },
  {
    id: "M9",
    title: "what a person bought on a day is what their living orders of that day add up to",
    sql: `
      select coalesce(d.user_id, o.user_id) as user_id, coalesce(d.day, o.day) as day, d.amount_centavos, o.amount from purchase_days d
      full join (select user_id, purchase_day as day, sum(amount_centavos) as amount from orders
                 where status in ('CREATED', 'AWAITING_PAYMENT', 'PAID') group by 1, 2) o
        on o.user_id = d.user_id and o.day = d.day
      where coalesce(d.amount_centavos, 0) <> coalesce(o.amount, 0)`,
  },
  {
    id: "M10",
    title: "a coupon's status says what its balance is",
    sql: `
      select id, status, balance_centavos, face_centavos from coupons
      where case status
        when 'ACTIVE' then balance_centavos <> face_centavos
        when 'PARTIALLY_REDEEMED' then balance_centavos = 0 or balance_centavos = face_centavos
        else balance_centavos <> 0 end
        or (status in ('PENDING_PAYMENT', 'PAYMENT_FAILED')) and activated_at is not null
        or (status not in ('PENDING_PAYMENT', 'PAYMENT_FAILED', 'CANCELLED')) and activated_at is null`,
  },
];
