import { type Equation, notParked, passed } from "./equation";

const RULE = `case when c.is_prize then 0 else
  r.redeemed_after_centavos / 10000 - r.redeemed_before_centavos / 10000 + (r.volume_millilitres > 20000)::int end`;

const COVERED = `f.opens_at <= r.redeemed_at and r.redeemed_at < f.closes_at
  and (f.station_ids is null or r.station_id = any(f.station_ids))`;

export const ticketEquations: readonly Equation[] = [
  {
    id: "T1",
    title: "tickets of a redemption are what the rule gives for it, and a block holds what was granted",
    sql: `
      select r.id, r.tickets_earned, ${RULE} as by_rule from redemptions r join coupons c on c.id = r.coupon_id
      where r.tickets_earned <> ${RULE}
      union all
      select g.source_id, g.granted, b.count from ticket_grants g
      full join ticket_blocks b on b.raffle_id = g.raffle_id and b.source_type = g.source_type and b.source_id = g.source_id
      where g.raffle_id is null or coalesce(b.count, 0) <> g.granted
      union all
      select g.source_id, g.earned, r.tickets_earned from ticket_grants g left join redemptions r on r.id = g.source_id
      where g.source_type = 'REDEMPTION' and g.earned is distinct from r.tickets_earned`,
  },
  {
    id: "T2",
    title: "tickets belong to the person, time and place of their redemption",
    sql: `
      select g.raffle_id, g.source_id, g.user_id from ticket_grants g
      join redemptions r on r.id = g.source_id join raffles f on f.id = g.raffle_id
      where g.source_type = 'REDEMPTION' and (g.user_id <> r.user_id or not (${COVERED}))
      union all
      select b.raffle_id, b.source_id, b.user_id from ticket_blocks b
      join ticket_grants g on g.raffle_id = b.raffle_id and g.source_type = b.source_type and g.source_id = b.source_id
      left join raffle_holders h on h.raffle_id = b.raffle_id and h.user_id = b.user_id
      where b.user_id <> g.user_id or h.tag is distinct from b.holder_tag`,
  },
  {
    id: "T3",
    title: "no ticket was issued or granted after the log was closed",
    sql: `
      select b.raffle_id, b.leaf_index, b.issued_at, f.closed_at from ticket_blocks b join raffles f on f.id = b.raffle_id
      where b.issued_at > f.closed_at
      union all
      select g.raffle_id, g.granted, g.granted_at, f.closed_at from ticket_grants g join raffles f on f.id = g.raffle_id
      where g.granted > 0 and g.granted_at > f.closed_at`,
  },
  {
    id: "T4",
    title: "no redemption that counts is without its grant, once its event was passed or the log was closed",
    sql: `
      select f.id as raffle_id, r.id as redemption_id from redemptions r
      join raffles f on ${COVERED} and f.status <> 'CANCELLED'
      join events e on e.type = 'CouponRedeemed' and e.aggregate_id = r.coupon_id and e.payload ->> 'redemptionId' = r.id::text
      join subscriptions s on s.name = 'issue-tickets'
      left join ticket_grants g on g.raffle_id = f.id and g.source_type = 'REDEMPTION' and g.source_id = r.id
      where g.source_id is null and ${notParked} and (${passed} or f.closed_at is not null)`,
  },
  {
    id: "T5",
    title: "numbers of a raffle follow one another without a gap, and the raffle counts them",
    sql: `
      select raffle_id, leaf_index, first, expected from (
        select raffle_id, leaf_index, first,
          row_number() over (partition by raffle_id order by leaf_index) - 1 as place,
          coalesce(sum(count) over (partition by raffle_id order by leaf_index rows between unbounded preceding and 1 preceding), 0) as expected
        from ticket_blocks) log
      where leaf_index <> place or first <> expected
      union all
      select f.id, f.leaves, f.tickets, coalesce(sum(b.count), 0) from raffles f left join ticket_blocks b on b.raffle_id = f.id
      group by f.id, f.leaves, f.tickets having f.leaves <> count(b.raffle_id) or f.tickets <> coalesce(sum(b.count), 0)`,
  },
  {
    id: "T6",
    title: "nobody holds more than the cap, and holders count what stands",
    sql: `
      select b.raffle_id, b.user_id, b.standing, h.granted from (
        select b.raffle_id, b.user_id, sum(b.count) filter (where v.leaf_index is null) as standing from ticket_blocks b
        left join ticket_voids v on v.raffle_id = b.raffle_id and v.leaf_index = b.leaf_index group by 1, 2) b
      full join raffle_holders h on h.raffle_id = b.raffle_id and h.user_id = b.user_id
      left join raffles f on f.id = coalesce(b.raffle_id, h.raffle_id)
      where coalesce(b.standing, 0) <> coalesce(h.granted, 0) or b.standing > f.max_tickets_per_person`,
  },
  {
    id: "T7",
    title: "a block is void exactly where its redemption was voided before the raffle closed",
    sql: `
      select b.raffle_id, b.leaf_index from ticket_voids t
      join ticket_blocks b on b.raffle_id = t.raffle_id and b.leaf_index = t.leaf_index join raffles f on f.id = b.raffle_id
      left join redemption_voids v on v.redemption_id = b.source_id
      where b.source_type = 'REDEMPTION' and (v.redemption_id is null or v.voided_at >= f.closes_at)
      union all
      select t.raffle_id, t.leaf_index from ticket_voids t
      left join ticket_blocks b on b.raffle_id = t.raffle_id and b.leaf_index = t.leaf_index where b.raffle_id is null
      union all
      select b.raffle_id, b.leaf_index from ticket_blocks b join raffles f on f.id = b.raffle_id
      join redemption_voids v on v.redemption_id = b.source_id and v.voided_at < f.closes_at
      join redemption_keys k on k.redemption_id = v.redemption_id
      join events e on e.type = 'RedemptionVoided' and e.aggregate_id = k.coupon_id and e.payload ->> 'redemptionId' = b.source_id::text
      join subscriptions s on s.name = 'issue-tickets'
      left join ticket_voids t on t.raffle_id = b.raffle_id and t.leaf_index = b.leaf_index
      where b.source_type = 'REDEMPTION' and t.raffle_id is null and ${notParked} and ${passed}`,
  },
  {
    id: "T8",
    title: "the newest signed head of a log is of its last leaf",
    sql: `
      select f.id, f.leaves, f.tickets, h.leaves as signed_leaves, h.tickets as signed_tickets from raffles f
      left join lateral (select leaves, tickets from tree_heads where raffle_id = f.id order by leaves desc limit 1) h on true
      where f.leaves <> coalesce(h.leaves, 0) or f.tickets <> coalesce(h.tickets, 0)`,
  },
];
