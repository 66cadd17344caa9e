import type { Equation } from "./equation";

export const redemptionEquations: readonly Equation[] = [
  {
    id: "R1",
    title: "keys and redemptions are one to one, of the same instant and coupon",
    sql: `
      select k.redemption_id, r.id, k.redeemed_at from redemption_keys k
      full join redemptions r on r.id = k.redemption_id and r.redeemed_at = k.redeemed_at
      where r.id is null or k.redemption_id is null or r.coupon_id <> k.coupon_id`,
  },
  {
    id: "R2",
    title: "no redemption stands in two partitions",
    sql: `select id, count(*) from redemptions group by id having count(*) > 1`,
  },
  {
    id: "R3",
    title: "each redemption is one movement of its amount from its coupon to its station",
    sql: `
      select r.id, r.cost_centavos, l.amount_centavos from redemptions r
      left join ledger_entries l on l.code = 'REDEEM' and l.ref = r.id
      where l.amount_centavos is distinct from r.cost_centavos or l.coupon_id <> r.coupon_id
        or l.station_id is distinct from r.station_id or l.posted_at <> r.redeemed_at`,
  },
  {
    id: "R4",
    title: "each such movement is one redemption",
    sql: `
      select l.ref from ledger_entries l left join redemptions r on r.id = l.ref where l.code = 'REDEEM' and r.id is null`,
  },
  {
    id: "R4v",
    title: "each void is one movement back, of the same amount, to where it says; none without a void",
    sql: `
      select coalesce(v.redemption_id, l.ref) as redemption_id, r.cost_centavos, l.amount_centavos, v.returned_to, l.credit
      from redemption_voids v
      full join (select * from ledger_entries where code = 'VOID') l on l.ref = v.redemption_id
      left join redemptions r on r.id = v.redemption_id
      where v.redemption_id is null or l.ref is null or r.id is null or l.amount_centavos <> r.cost_centavos
        or l.credit::text <> v.returned_to or l.station_id is distinct from r.station_id or l.coupon_id <> r.coupon_id`,
  },
  {
    id: "R5",
    title: "nothing was dispensed before a coupon was active or from its expiry on, nor voided before it was dispensed",
    sql: `
      select r.id, r.redeemed_at, c.activated_at, c.expires_at from redemptions r left join coupons c on c.id = r.coupon_id
      where c.id is null or r.redeemed_at >= c.expires_at or r.redeemed_at < c.activated_at
      union all
      select v.redemption_id, r.redeemed_at, v.voided_at, null from redemption_voids v join redemptions r on r.id = v.redemption_id
      where v.voided_at < r.redeemed_at`,
  },
  {
    id: "R6",
    title: "each redemption of a coupon begins where the one before ended, and the coupon stands at the last",
    sql: `
      select id, redeemed_before_centavos, before_it from (
        select id, redeemed_before_centavos,
          lag(redeemed_after_centavos, 1, 0::bigint) over (partition by coupon_id order by redeemed_at, redeemed_after_centavos) as before_it
        from redemptions) chain
      where redeemed_before_centavos <> before_it
      union all
      select c.id, c.redeemed_centavos, coalesce(sum(r.cost_centavos), 0) from coupons c
      left join redemptions r on r.coupon_id = c.id
      group by c.id, c.redeemed_centavos having c.redeemed_centavos <> coalesce(sum(r.cost_centavos), 0)`,
  },
  {
    id: "R7",
    title: "an operation answered with a redemption made that one, and none waits unanswered",
    sql: `
      select k.op_id, k.redemption_id::text, o.status from redemption_keys k left join operations o on o.op_id = k.op_id
      where o.status is distinct from 200 or o.response::jsonb ->> 'id' is distinct from k.redemption_id::text
      union all
      select o.op_id, o.response::jsonb ->> 'id', o.status from operations o left join redemption_keys k on k.op_id = o.op_id
      where o.status = 200 and o.response like '{"id":"%"ticketsGenerated":%"reference":%' and k.op_id is null
      union all
      select op_id, null, status from operations where status is null and created_at < now() - interval '5 minutes'`,
  },
  {
    id: "R8",
    title: "the attendant worked there then, in that shift, on somebody else's coupon for that fuel and place",
    sql: `
      select r.id, r.attendant_id, r.station_id, r.shift_id from redemptions r
      left join coupons c on c.id = r.coupon_id left join shifts s on s.id = r.shift_id
      where r.user_id = r.attendant_id or c.user_id is distinct from r.user_id or c.fuel is distinct from r.fuel
        or (c.station_id is not null and c.station_id <> r.station_id)
        or s.attendant_id is distinct from r.attendant_id or s.station_id is distinct from r.station_id
        or s.opened_at > r.redeemed_at or s.closed_at < r.redeemed_at
        or not exists (select from assignments a where a.user_id = r.attendant_id and a.station_id = r.station_id
                         and a.valid @> r.redeemed_at)`,
  },
  {
    id: "R9",
    title: "litres asked cost volume times price rounded half up; pesos asked buy what they pay for, to the millilitre",
    sql: `
      select id, asked_in, volume_millilitres, price_tenth_milli, cost_centavos from redemptions
      where case asked_in
        when 'LITRES' then cost_centavos <> (volume_millilitres * price_tenth_milli + 50000) / 100000
        else volume_millilitres <> cost_centavos * 100000 / price_tenth_milli end
        or volume_millilitres > 1000000 or (volume_millilitres < 100 and balance_after_centavos <> 0)`,
  },
  {
    id: "R10",
    title: "each station is owed what it dispensed and did not void",
    sql: `
      with sold as (select r.station_id, sum(r.cost_centavos) filter (where v.redemption_id is null) as pesos
                    from redemptions r left join redemption_voids v on v.redemption_id = r.id group by 1),
      owed as (select station_id, sum(case when credit = 'STATION_PAYABLE' then amount_centavos else -amount_centavos end) as pesos
               from ledger_entries where code in ('REDEEM', 'VOID') group by 1)
      select coalesce(sold.station_id, owed.station_id) as station_id, sold.pesos, owed.pesos as owed
      from sold full join owed on owed.station_id = sold.station_id
      where coalesce(sold.pesos, 0) <> coalesce(owed.pesos, 0)`,
  },
  {
    id: "R11",
    title: "the price was the station's own at that instant",
    sql: `
      select r.id, r.price_tenth_milli, p.price_tenth_milli as price from redemptions r
      left join price_periods p on p.station_id = r.station_id and p.fuel = r.fuel and p.valid @> r.redeemed_at
      where p.price_tenth_milli is distinct from r.price_tenth_milli`,
  },
  {
    id: "R12",
    title: "a void belongs to a shift at the same station that was open then",
    sql: `
      select v.redemption_id, v.shift_id from redemption_voids v
      join redemptions r on r.id = v.redemption_id left join shifts s on s.id = v.shift_id
      where s.station_id is distinct from r.station_id or s.opened_at > v.voided_at or s.closed_at < v.voided_at`,
  },
];
