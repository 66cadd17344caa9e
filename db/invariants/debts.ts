import { type Equation, notParked, passed } from "./equation";

/** What makes a refund a debt, by its reason: the movement and what that movement is about. */
const OWED = `(
  select l.ref as refund_id, l.coupon_id, l.amount_centavos from ledger_entries l
  where l.code in ('REFUND', 'LATE_CAPTURE') or (l.code = 'DISPUTE_WON' and l.credit = 'REFUNDS_PAYABLE')
  union all
  select f.id, l.coupon_id, l.amount_centavos from ledger_entries l left join refunds f on f.void_of = l.ref
  where l.code = 'VOID' and l.credit = 'REFUNDS_PAYABLE') as owed`;

const of = (account: string): string =>
  `select l.coupon_id, sum(case when l.credit = '${account}' then l.amount_centavos else -l.amount_centavos end)::bigint as n
   from ledger_entries l where '${account}' in (l.debit, l.credit) group by 1 having sum(case when l.credit = '${account}' then l.amount_centavos else -l.amount_centavos end) <> 0`;

/** Debts to buyers, and what banks dispute. */
export const debtEquations: readonly Equation[] = [
  {
    id: "M7r",
    title: "refunds stay within what was captured, and each is a debt in the ledger, of its amount and coupon",
    sql: `
      select p.id, sum(f.amount_centavos) as refunded, p.captured_centavos as other from refunds f join payments p on p.id = f.payment_id
      group by p.id, p.captured_centavos having sum(f.amount_centavos) > p.captured_centavos
      union all
      select coalesce(f.id, owed.refund_id), owed.amount_centavos, f.amount_centavos from refunds f
      full join ${OWED} on owed.refund_id = f.id
      where f.amount_centavos is distinct from owed.amount_centavos or f.coupon_id is distinct from owed.coupon_id`,
  },
  {
    id: "M7p",
    title: "a refund is paid by one try of its whole amount, each payment and each return is a movement of its own",
    sql: `
      select f.id, f.state::text, count(y.id) as tries from refunds f
      left join refund_payouts y on y.refund_id = f.id and y.state = 'SUCCEEDED'
      group by f.id, f.state having (f.state = 'SUCCEEDED') <> (count(y.id) = 1) or count(y.id) > 1
      union all
      select coalesce(y.id, l.ref), y.state, l.amount_centavos from (select * from refund_payouts where state in ('SUCCEEDED', 'RETURNED')) y
      full join (select * from ledger_entries where code = 'REFUND_PAID') l on l.ref = y.id
      where y.amount_centavos is distinct from l.amount_centavos
        or (l.credit = 'BANK') is distinct from (y.way = 'TRANSFER')
      union all
      select coalesce(y.id, l.ref), y.state, l.amount_centavos from (select * from refund_payouts where state = 'RETURNED') y
      full join (select * from ledger_entries where code = 'REFUND_RETURNED') l on l.ref = y.id
      where y.amount_centavos is distinct from l.amount_centavos
      union all
      select y.id, y.state, y.amount_centavos from refund_payouts y join refunds f on f.id = y.refund_id
      where f.amount_centavos <> y.amount_centavos or (y.way = 'TRANSFER' and y.confirmed_by = y.recorded_by)`,
  },
  {
    id: "M7u",
    title: "what each coupon's buyer is owed is what their unpaid refunds add up to",
    sql: `
      with owed as (${of("REFUNDS_PAYABLE")}),
      unpaid as (select coupon_id, sum(amount_centavos)::bigint as n from refunds where state::text not in ('SUCCEEDED', 'COVERED') group by 1)
      select coalesce(owed.coupon_id, unpaid.coupon_id) as coupon_id, owed.n as owed, unpaid.n as unpaid
      from owed full join unpaid on unpaid.coupon_id = owed.coupon_id where owed.n is distinct from unpaid.n`,
  },
  {
    id: "M8",
    title: "each fee that the payment service kept is booked once, and none else",
    sql: `
      select coalesce(m.id, l.ref) as id, m.fee_centavos, l.amount_centavos
      from (select * from service_movements where fee_centavos <> 0 and currency = 'mxn') m
      full join (select * from ledger_entries where code = 'FEE') l on l.ref = m.id
      where m.fee_centavos is distinct from case l.debit when 'FEES' then l.amount_centavos else -l.amount_centavos end`,
  },
  {
    id: "M11",
    title: "each dispute froze, took and gave back what it says",
    sql: `
      select d.id, d.state, d.amount_centavos, l.code::text, l.amount_centavos as booked from disputes d
      cross join (values ('DISPUTE'), ('DISPUTE_WITHDRAWN'), ('DISPUTE_RETURNED')) as due(code)
      left join ledger_entries l on l.ref = d.id and l.code::text = due.code
      where l.amount_centavos is distinct from case due.code
          when 'DISPUTE' then nullif(d.frozen_centavos, 0)
          when 'DISPUTE_WITHDRAWN' then case when d.is_taken then d.amount_centavos end
          else case when d.is_taken and d.state = 'WON' then d.amount_centavos end end
        or l.coupon_id <> d.coupon_id
      union all
      select l.ref, null, null, l.code::text, l.amount_centavos from ledger_entries l left join disputes d on d.id = l.ref
      where l.code::text in ('DISPUTE', 'DISPUTE_WITHDRAWN', 'DISPUTE_RETURNED') and d.id is null`,
  },
  {
    id: "M12",
    title: "money lies in disputes only while one is open, and a suspended coupon has one",
    sql: `
      with held as (${of("DISPUTES")})
      select held.coupon_id, held.n, 'held' as what from held
      where not exists (select from disputes d where d.coupon_id = held.coupon_id and d.state = 'OPEN')
      union all
      select c.id, null, c.status::text from coupons c left join disputes d on d.id = c.dispute_id and d.coupon_id = c.id
      where (c.status = 'SUSPENDED' and d.state is distinct from 'OPEN') or (c.dispute_id is not null and (d.id is null or d.state = 'WON'))
        or (c.status in ('ACTIVE', 'PARTIALLY_REDEEMED') and c.dispute_id is not null)
        or (c.status <> 'SUSPENDED' and c.status_before is not null)`,
  },
  {
    id: "M13",
    title: "breakage stays owed: it lies under expired coupons, all of it, and nowhere else",
    sql: `
      with l as (${of("EXPIRED_LIABILITY")})
      select coalesce(c.id, l.coupon_id) as coupon_id, c.status, l.n from (select * from coupons where status = 'EXPIRED') c
      full join l on l.coupon_id = c.id where c.id is null or l.n is null`,
  },
  {
    id: "M14",
    title:
      "each redemption away from the station that sold the coupon is cleared between the two, once, and its void back",
    sql: `
      with sold as (
        select r.id, r.station_id, r.cost_centavos, o.station_id as sold_at, r.coupon_id, v.redemption_id is not null as is_voided
        from redemptions r join orders o on o.coupon_id = r.coupon_id left join redemption_voids v on v.redemption_id = r.id
        where o.station_id is not null and o.station_id <> r.station_id)
      select coalesce(sold.id, l.ref) as redemption_id, l.code::text, l.amount_centavos from sold
      full join (select * from ledger_entries where code::text = 'CLEARING') l on l.ref = sold.id
      where sold.id is null or (l.id is not null and (l.amount_centavos <> sold.cost_centavos or l.station_id <> sold.station_id
          or l.from_station_id <> sold.sold_at or l.coupon_id <> sold.coupon_id))
        or (l.id is null and exists (
          select from events e join subscriptions s on s.name = 'clear-stations'
          where e.type = 'CouponRedeemed' and e.payload ->> 'redemptionId' = sold.id::text and ${passed} and ${notParked}))
      union all
      select coalesce(sold.id, l.ref), l.code::text, l.amount_centavos from (select * from sold where is_voided) sold
      full join (select * from ledger_entries where code::text = 'CLEARING_BACK') l on l.ref = sold.id
      where sold.id is null or (l.id is not null and (l.amount_centavos <> sold.cost_centavos or l.station_id <> sold.sold_at
          or l.from_station_id <> sold.station_id))
        or (l.id is null and exists (
          select from events e join subscriptions s on s.name = 'clear-stations'
          where e.type = 'RedemptionVoided' and e.payload ->> 'redemptionId' = sold.id::text and ${passed} and ${notParked}))`,
  },
];
