import "server-only";
import { sql } from "drizzle-orm";

import type { ReadDb } from "@/db/client";
import { asId } from "@/server/kernel/id";
import { formatLitres, formatPesos } from "@/server/kernel/money";
import { MEXICO_CITY } from "@/server/kernel/time";

import { averageOf, type FuelRow, litersByFuel } from "./fuel-litres";

type Span = { from: string; to: string };
type SpanAsk = { readonly from?: string | undefined; readonly to?: string | undefined };

/** Whole days of Mexico City; without bounds the last thirty, today included. */
async function daysOf(db: ReadDb, { from, to }: SpanAsk): Promise<Span> {
  const [row] = await db.execute<Span>(sql`
    with bounds as (
      select (coalesce(${to ?? null}::timestamptz, now()) at time zone ${MEXICO_CITY})::date as until)
    select coalesce((${from ?? null}::timestamptz at time zone ${MEXICO_CITY})::date, until - 29)::text as "from", until::text as "to"
    from bounds`);
  if (!row) throw new Error("the database gave no days");
  return row;
}

type DayRow = { day: string; redemptions: number; voids: number; revenue: string; volume: string };
type StationRow = { id: string; name: string; redemptions: number; revenue: string };
type CouponRow = { sold: number; amount: string; outstanding: string };
type PeopleRow = { stations: number; users: number };

async function moneyOf(db: ReadDb, { from, to }: Span): Promise<CouponRow> {
  const [row] = await db.execute<CouponRow>(sql`
    select (select count(*)::int from coupons where not is_prize
             and (activated_at at time zone ${MEXICO_CITY})::date between ${from}::date and ${to}::date) as sold,
           (select coalesce(sum(face_centavos), 0)::text from coupons where not is_prize
             and (activated_at at time zone ${MEXICO_CITY})::date between ${from}::date and ${to}::date) as amount,
           (select coalesce(sum(balance_centavos), 0)::text from coupons) as outstanding`);
  return row ?? { sold: 0, amount: "0", outstanding: "0" };
}

const within = ({ from, to }: Span) => sql`d.day between ${from}::date and ${to}::date`;

const daysOfNetwork = (db: ReadDb, span: Span) =>
  db.execute<DayRow>(sql`
    select d.day::text as day, sum(d.redemptions)::int as redemptions, sum(d.voids)::int as voids,
           sum(d.revenue_centavos)::text as revenue, sum(d.volume_millilitres)::text as volume
    from daily_station_totals d where ${within(span)} group by d.day order by d.day`);

const fuelsOfNetwork = (db: ReadDb, span: Span) =>
  db.execute<FuelRow>(sql`
    select d.fuel, sum(d.volume_millilitres)::text as volume from daily_station_totals d where ${within(span)} group by d.fuel`);

const busiestStations = (db: ReadDb, span: Span) =>
  db.execute<StationRow>(sql`
    select s.id, s.name, sum(d.redemptions)::int as redemptions, sum(d.revenue_centavos)::text as revenue
    from daily_station_totals d join stations s on s.id = d.station_id where ${within(span)}
    group by s.id, s.name order by sum(d.revenue_centavos) desc, s.id limit 20`);

async function peopleOf(db: ReadDb, span: Span): Promise<PeopleRow> {
  const [row] = await db.execute<PeopleRow>(sql`
    select (select count(distinct d.station_id)::int from daily_station_totals d where ${within(span)}) as stations,
           (select count(*)::int from users where is_active) as users`);
  return row ?? { stations: 0, users: 0 };
}

/** The whole network by local day of each station, from the read model that `station-totals` keeps. */
export async function systemDashboardOf(db: ReadDb, ask: SpanAsk) {
  const span = await daysOf(db, ask);
  const [days, fuels, stations, money, people] = await Promise.all([
    daysOfNetwork(db, span),
    fuelsOfNetwork(db, span),
    busiestStations(db, span),
    moneyOf(db, span),
    peopleOf(db, span),
  ]);
  const redemptions = [...days].reduce((sum, row) => sum + row.redemptions, 0);
  const voids = [...days].reduce((sum, row) => sum + row.voids, 0);
  const revenue = [...days].reduce((sum, row) => sum + Number(row.revenue), 0);
  return {
    ...span,
    totalRedemptions: redemptions,
    totalRevenue: formatPesos(revenue),
    litersByFuel: litersByFuel(fuels),
    averageRedemption: formatPesos(averageOf(revenue, redemptions - voids)),
    voids,
    couponsSold: money.sold,
    couponsSoldAmount: formatPesos(Number(money.amount)),
    outstandingBalance: formatPesos(Number(money.outstanding)),
    activeStations: people.stations,
    activeUsers: people.users,
    daily: [...days].map(dayOf),
    stations: [...stations].map((row) => ({
      ...row,
      id: asId("station", row.id),
      revenue: formatPesos(Number(row.revenue)),
    })),
  };
}

const dayOf = (row: DayRow) => ({
  day: row.day,
  redemptions: row.redemptions,
  revenue: formatPesos(Number(row.revenue)),
  liters: formatLitres(Number(row.volume)),
});
