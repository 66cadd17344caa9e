import { type Equation, notParked, passed } from "./equation";

/** What a redemption of `base` numbers is worth in all when `k` steps of its ladder were watched. */
const LADDER = "greatest(base * least(10 + k, 20) / 10, base + 1)";

export const campaignEquations: readonly Equation[] = [
  {
    id: "G1",
    title:
      "a campaign has promised what is being watched and paid what was, in all and on each day, within its budgets",
    sql: `
      with views as (
        select campaign_id, day, coalesce(sum(price_centavos) filter (where status = 'OPEN'), 0) as promised,
          coalesce(sum(price_centavos) filter (where status = 'WATCHED'), 0) as paid
        from ad_sessions group by 1, 2),
      whole as (select campaign_id, sum(promised) as promised, sum(paid) as paid from views group by 1)
      select c.id, null::date as day, c.reserved_centavos, c.captured_centavos from campaigns c
      left join whole w on w.campaign_id = c.id
      where c.reserved_centavos <> coalesce(w.promised, 0) or c.captured_centavos <> coalesce(w.paid, 0)
        or c.reserved_centavos + c.captured_centavos > c.budget_centavos
      union all
      select coalesce(d.campaign_id, v.campaign_id), coalesce(d.day, v.day), d.reserved_centavos, d.captured_centavos
      from campaign_days d full join views v on v.campaign_id = d.campaign_id and v.day = d.day
      left join campaigns c on c.id = d.campaign_id
      where coalesce(d.reserved_centavos, 0) <> coalesce(v.promised, 0) or coalesce(d.captured_centavos, 0) <> coalesce(v.paid, 0)
        or d.reserved_centavos + d.captured_centavos > c.daily_budget_centavos`,
  },
  {
    id: "G2",
    title: "a watched ad was in sight for 95 % of its time, by the redemption's owner, begun within half an hour of it",
    sql: `
      select s.id, s.visible_ms, s.started_at from ad_sessions s
      left join redemption_keys k on k.redemption_id = s.redemption_id
      left join redemptions r on r.id = s.redemption_id and r.redeemed_at = k.redeemed_at
      where s.status = 'WATCHED' and (s.visible_ms < s.duration_seconds * 950 or r.user_id is distinct from s.user_id
        or r.station_id is distinct from s.station_id
        or s.started_at >= r.redeemed_at + interval '30 minutes')`,
  },
  {
    id: "G3",
    title: "the numbers of a redemption's ads are what its ladder gives, one step after the other",
    sql: `
      select redemption_id, base, k, tickets from (
        select s.redemption_id, r.tickets_earned as base, max(s.step) as k, count(*) as steps, sum(s.tickets) as tickets
        from ad_sessions s join redemption_keys x on x.redemption_id = s.redemption_id
        join redemptions r on r.id = s.redemption_id and r.redeemed_at = x.redeemed_at
        where s.status = 'WATCHED' group by 1, 2) ladder
      where steps <> k or base = 0 or base + tickets <> ${LADDER}`,
  },
  {
    id: "G4",
    title: "each watched ad was told once, and became numbers of its owner and nobody else's",
    sql: `
      select s.id, g.raffle_id, g.earned from ticket_grants g
      left join ad_sessions s on s.id = g.source_id and s.status = 'WATCHED'
      where g.source_type = 'AD_ENGAGEMENT'
        and (s.id is null or g.user_id <> s.user_id or g.earned <> s.tickets or g.backing_id is distinct from s.redemption_id)
      union all
      select coalesce(s.id, (e.payload ->> 'sessionId')::uuid), null, s.tickets
      from (select * from ad_sessions where status = 'WATCHED') s
      full join (select * from events where type = 'AdWatched') e on e.payload ->> 'sessionId' = s.id::text
      where s.id is null or e.event_id is null or (e.payload ->> 'tickets')::int <> s.tickets`,
  },
  {
    id: "T9",
    title: "each free entry is one number of its own raffle, where the rules have them, made while it was open",
    sql: `
      select g.raffle_id, g.source_id, g.earned from ticket_grants g
      left join free_entries f on f.id = g.source_id and f.raffle_id = g.raffle_id and f.user_id = g.user_id
      where g.source_type = 'FREE_ENTRY' and (f.id is null or g.earned <> 1)
      union all
      select f.raffle_id, f.id, 0 from free_entries f join raffles r on r.id = f.raffle_id
      where not r.free_entry or f.entered_at < r.opens_at or f.entered_at >= r.closes_at
      union all
      select f.raffle_id, f.id, 0 from free_entries f
      left join events e on e.type = 'FreeEntryMade' and e.payload ->> 'entryId' = f.id::text
      left join subscriptions s on s.name = 'issue-tickets'
      left join ticket_grants g on g.raffle_id = f.raffle_id and g.source_type = 'FREE_ENTRY' and g.source_id = f.id
      where e.event_id is null or (g.source_id is null and ${notParked} and ${passed})`,
  },
];

/** From here on who claims proves who they are: 5,000.00. */
const IDENTITY = 500_000;

export const prizeEquations: readonly Equation[] = [
  {
    id: "P1",
    title: "a place is as far as its claim says, claimed in time, and handed over only to whoever was identified",
    sql: `
      select a.id, a.status, c.claimed_at, c.identified_at, c.delivered_at from awards a join raffles r on r.id = a.raffle_id
      left join claims c on c.award_id = a.id
      where (a.status in ('CLAIMED', 'IDENTIFIED', 'DELIVERED') and (c.award_id is null or c.claimed_at >= a.claim_deadline))
        or (a.status in ('WAITING', 'UNCLAIMED') and c.award_id is not null)
        or (a.status = 'DELIVERED') <> (c.delivered_at is not null and a.status <> 'VACATED')
        or (a.status = 'DELIVERED' and c.identified_at is null
            and (r.prizes -> a.prize_index ->> 'declaredValueCentavos')::bigint > ${IDENTITY})
        or (a.status = 'WAITING') <> (a.prize_index is null and a.status <> 'VACATED')`,
  },
  {
    id: "P2",
    title: "a fuel credit that was handed over is coupons of its winner from the prize fund, of the value declared",
    sql: `
      select a.id, prize.value, paid.pesos from awards a join raffles r on r.id = a.raffle_id join claims c on c.award_id = a.id
      cross join lateral (select (r.prizes -> a.prize_index ->> 'declaredValueCentavos')::bigint as value,
        r.prizes -> a.prize_index ->> 'type' as type) prize
      cross join lateral (select coalesce(sum(k.face_centavos), 0) as pesos,
          bool_and(k.user_id = a.user_id and k.is_prize and l.debit is not distinct from 'PRIZE_FUND') as is_own
        from unnest(c.coupon_ids) as ids(id) left join coupons k on k.id = ids.id
        left join ledger_entries l on l.coupon_id = k.id and l.code = 'PRIZE_CREDIT') paid
      where c.coupon_ids is not null and cardinality(c.coupon_ids) > 0
        and (prize.type <> 'FUEL_CREDIT' or paid.pesos <> prize.value or paid.is_own is not true)`,
  },
  {
    id: "P3",
    title: "a lost place is given to the next alternate in order, by two people, with a document in the draw log",
    sql: `
      select v.id, v.award_id, v.alternate_id from vacancies v join awards a on a.id = v.award_id
      left join awards n on n.id = v.alternate_id
      where a.status <> 'VACATED' or n.raffle_id <> a.raffle_id or n.outcome <> 'ALTERNATE'
        or (v.decided_at is not null and (v.document is null or v.first_by = v.second_by or not exists (
          select from draw_log d where d.document = encode(sha256(convert_to(v.document, 'UTF8')), 'hex'))))
      union all
      select a.id, null, null from awards a left join vacancies v on v.award_id = a.id
      where a.status = 'VACATED' and v.id is null
      union all
      select w.id, null, null from awards w
      where w.outcome = 'ALTERNATE' and w.status = 'WAITING' and exists (
        select from vacancies v join awards n on n.id = v.alternate_id where v.raffle_id = w.raffle_id and n.place > w.place)`,
  },
];
