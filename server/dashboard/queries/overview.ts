import "server-only";
import { sql } from "drizzle-orm";

import type { ReadDb } from "@/db/client";
import { formatPesos } from "@/server/kernel/money";
import { instant, MEXICO_CITY } from "@/server/kernel/time";
import { databaseInstant } from "@/server/platform/database-time";

import { type FuelRow, litersByFuel } from "./fuel-litres";

type Counts = {
  now: string;
  sold: number;
  sold_amount: string;
  outstanding: string;
  open_raffles: number;
  users: number;
  network_stations: number;
};

type LagRow = { name: string; waiting: number; lag_seconds: number; parked: number; moved_at: string | null };

/** Events each subscription has not passed yet, counted up to a bound, and how old the oldest is. */
const subscriptionLag = (db: ReadDb) =>
  db.execute<LagRow>(sql`
    select s.name, s.moved_at::text as moved_at, waiting.n as waiting,
           greatest(0, coalesce(extract(epoch from clock_timestamp() - waiting.oldest), 0))::int as lag_seconds,
           (select count(*)::int from dead_events d where d.subscription = s.name) as parked
    from subscriptions s
    cross join lateral (
      select count(*)::int as n, min(e.occurred_at) as oldest from (
        select occurred_at from events e where (e.epoch, e.xid, e.id) > (s.last_epoch, s.last_xid, s.last_id)
        order by e.epoch, e.xid, e.id limit 10000) e) waiting
    order by s.name`);

/** What the administrator's first screen shows. "Today" is the day of Mexico City, from base tables: never behind. */
export async function overviewOf(db: ReadDb) {
  const today = sql`date_trunc('day', now() at time zone ${MEXICO_CITY}) at time zone ${MEXICO_CITY}`;
  const [[counts], todays, lag] = await Promise.all([
    db.execute<Counts>(sql`
      select clock_timestamp()::text as now,
        (select count(*)::int from coupons where activated_at is not null and not is_prize) as sold,
        (select coalesce(sum(face_centavos), 0)::text from coupons where activated_at is not null and not is_prize) as sold_amount,
        (select coalesce(sum(balance_centavos), 0)::text from coupons) as outstanding,
        (select count(*)::int from raffles where status = 'OPEN') as open_raffles,
        (select count(*)::int from users where is_active) as users,
        (select count(*)::int from stations where accepts_coupons) as network_stations`),
    db.execute<FuelRow & { redemptions: number; cost: string }>(sql`
      select r.fuel, count(*)::int as redemptions, sum(r.volume_millilitres)::text as volume, sum(r.cost_centavos)::text as cost
      from redemptions r
      where r.redeemed_at >= ${today} and not exists (select from redemption_voids v where v.redemption_id = r.id)
      group by r.fuel`),
    subscriptionLag(db),
  ]);
  if (!counts) throw new Error("the database gave no counts");
  return {
    serverTime: instant(databaseInstant(counts.now)),
    couponsSold: counts.sold,
    couponsSoldAmount: formatPesos(Number(counts.sold_amount)),
    outstandingBalance: formatPesos(Number(counts.outstanding)),
    redemptionsToday: [...todays].reduce((sum, row) => sum + row.redemptions, 0),
    revenueToday: formatPesos([...todays].reduce((sum, row) => sum + Number(row.cost), 0)),
    litersToday: litersByFuel(todays),
    openRaffles: counts.open_raffles,
    users: counts.users,
    networkStations: counts.network_stations,
    subscriptions: [...lag].map((row) => ({
      name: row.name,
      waiting: row.waiting,
      lagSeconds: row.lag_seconds,
      parked: row.parked,
      movedAt: row.moved_at === null ? null : instant(databaseInstant(row.moved_at)),
    })),
  };
}
