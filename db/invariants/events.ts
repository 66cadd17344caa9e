import { type Equation, notParked, passed } from "./equation";

/** One event each, of the coupon, and none without what it tells. */
const once = (type: string, facts: string): string => `
  select coalesce(x.id, e.id) as id, '${type}' as type, coalesce(e.n, 0) as events from (${facts}) x
  full join (select payload ->> x.key as id, min(aggregate_id::text) as aggregate, count(*) as n
             from events, (values ('${type === "CouponPurchased" ? "couponId" : "redemptionId"}')) x(key)
             where type = '${type}' group by 1) e on e.id = x.id
  where x.id is null or e.n is distinct from 1 or e.aggregate <> x.coupon_id`;

export const eventEquations: readonly Equation[] = [
  {
    id: "E1",
    title: "each activation, redemption and void is told by exactly one event, and by none without it",
    sql: `
      ${once("CouponRedeemed", "select id::text as id, coupon_id::text as coupon_id from redemptions")}
      union all
      ${once("RedemptionVoided", "select v.redemption_id::text as id, k.coupon_id::text as coupon_id from redemption_voids v join redemption_keys k on k.redemption_id = v.redemption_id")}
      union all
      ${once("CouponPurchased", "select id::text as id, id::text as coupon_id from coupons where activated_at is not null")}`,
  },
  {
    id: "E1p",
    title: "the event of a redemption tells what the redemption is",
    sql: `
      select r.id, e.event_id from redemptions r
      join events e on e.type = 'CouponRedeemed' and e.aggregate_id = r.coupon_id and e.payload ->> 'redemptionId' = r.id::text
      where (e.payload ->> 'pesosCentavos')::bigint <> r.cost_centavos
        or (e.payload ->> 'volumeMillilitres')::bigint <> r.volume_millilitres
        or (e.payload ->> 'redeemedBeforeCentavos')::bigint <> r.redeemed_before_centavos
        or (e.payload ->> 'redeemedAfterCentavos')::bigint <> r.redeemed_after_centavos
        or (e.payload ->> 'ticketsEarned')::int <> r.tickets_earned
        or e.payload ->> 'userId' <> r.user_id::text or e.payload ->> 'stationId' <> r.station_id::text
        or e.payload ->> 'attendantId' <> r.attendant_id::text or e.payload ->> 'fuel' <> r.fuel::text
        or (e.payload ->> 'redeemedAt')::timestamptz <> r.redeemed_at or e.occurred_at <> r.redeemed_at`,
  },
  {
    id: "E2",
    title: "nothing waits longer than a quarter of an hour for a subscription, and nothing is parked",
    sql: `
      select s.name, e.event_id, 'WAITING' as state from subscriptions s
      join events e on not (${passed}) where e.occurred_at < now() - interval '15 minutes'
      union all
      select subscription, event_id, state from dead_events`,
  },
  {
    id: "E3",
    title: "no payment event waits longer than a quarter of an hour for its effect",
    sql: `
      select event_id, type, tries from webhook_events where processed_at is null and created_at < now() - interval '15 minutes'`,
  },
  {
    id: "E4",
    title: "the read model of stations and days is the sum of the events it has passed",
    sql: `
      with moves as (
        select (e.payload ->> 'stationId')::uuid as station_id, e.payload ->> 'fuel' as fuel,
          ((e.payload ->> 'redeemedAt')::timestamptz at time zone z.time_zone)::date as day,
          case e.type when 'CouponRedeemed' then 1 else -1 end as sign,
          (e.payload ->> 'volumeMillilitres')::bigint as volume, (e.payload ->> 'pesosCentavos')::bigint as pesos
        from events e join subscriptions s on s.name = 'station-totals' join stations z on z.id = (e.payload ->> 'stationId')::uuid
        where e.type in ('CouponRedeemed', 'RedemptionVoided') and ${passed} and ${notParked}),
      sums as (select station_id, day, fuel, count(*) filter (where sign = 1) as redemptions, count(*) filter (where sign = -1) as voids,
                 sum(sign * volume) as volume, sum(sign * pesos) as pesos from moves group by 1, 2, 3)
      select coalesce(d.station_id, m.station_id) as station_id, coalesce(d.day, m.day) as day, coalesce(d.fuel::text, m.fuel) as fuel
      from daily_station_totals d full join sums m on m.station_id = d.station_id and m.day = d.day and m.fuel = d.fuel::text
      where d.redemptions is distinct from m.redemptions or d.voids is distinct from m.voids
        or d.volume_millilitres is distinct from m.volume or d.revenue_centavos is distinct from m.pesos`,
  },
  {
    id: "E5",
    title: "the order of the log is that of its epochs, and every epoch is known",
    sql: `
      select e.event_id, e.epoch from events e cross join cluster c where e.epoch > c.epoch or e.epoch < 1
      union all
      select event_id, epoch from (select event_id, epoch, lag(epoch) over (order by id) as before_it from events) log
      where epoch < before_it`,
  },
];
