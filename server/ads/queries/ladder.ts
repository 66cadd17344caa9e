import "server-only";
import { type SQL, sql } from "drizzle-orm";

import type { ReadDb } from "@/db/client";
import type { RedemptionBehind } from "@/server/coupons/contract";
import type { Fuel } from "@/server/kernel/fuel";
import { asId, type Id } from "@/server/kernel/id";
import { centavos } from "@/server/kernel/money";
import { localDay, localHour, MEXICO_CITY } from "@/server/kernel/time";
import { databaseInstant } from "@/server/platform/database-time";
import type { StationCard } from "@/server/stations/contract";

import { type Campaign, viewsOffered, type Visit } from "../domain/campaign";
import {
  climb,
  ladderEnd,
  type LadderEnd,
  type Rung,
  type Showable,
  startWithinMs,
  totalAfter,
  viewsPerDay,
} from "../domain/ladder";

export type Ladder = {
  readonly ads: readonly Rung[];
  /** Why nothing more may start; null where something may. */
  readonly end: LadderEnd | null;
  readonly baseTickets: number;
  readonly totalTickets: number;
  readonly stepsDone: number;
  readonly startBefore: Date;
};

type Footing = { readonly redemption: RedemptionBehind; readonly station: StationCard; readonly now: Date };

/** What the person may still watch after their own redemption. */
export async function ladderOf(db: ReadDb, { redemption, station, now }: Footing): Promise<Ladder> {
  const [row] = await db.execute<{ done: number }>(sql`
    select count(*)::int as done from ad_sessions where redemption_id = ${redemption.id} and status = 'WATCHED'`);
  const stepsDone = row?.done ?? 0;
  const base = redemption.ticketsEarned;
  const facts = {
    ...{ baseTickets: base, totalTickets: totalAfter(base, stepsDone), stepsDone },
    startBefore: new Date(redemption.redeemedAt.getTime() + startWithinMs),
  };
  const end = ladderEnd({ ...redemption, base, stepsDone }, now);
  if (end !== null) return { ...facts, ads: [], end };
  const { stationId, fuel, userId } = redemption;
  const visit: Visit = { stationId, fuel, now, state: station.state, hour: localHour(now, station.timeZone) };
  const ads = climb({ base, stepsDone }, await showable(db, visit, userId));
  return { ...facts, ads, end: ads.length === 0 ? "NO_ADS" : null };
}

type Row = {
  creative_id: string;
  title: string;
  campaign_id: string;
  advertiser_id: string;
  starts_at: string;
  ends_at: string;
  station_ids: string[] | null;
  states: string[] | null;
  fuels: Fuel[] | null;
  hour_from: number | null;
  hour_to: number | null;
  price: string;
  budget: string;
  spoken: string;
  daily_budget: string;
  spoken_today: string;
  seen: number;
};

const running = (day: string, at: string, userId: string): SQL => sql`
  select a.id as creative_id, a.title, c.id as campaign_id, c.advertiser_id, c.starts_at::text, c.ends_at::text,
         to_jsonb(c.station_ids) as station_ids, to_jsonb(c.states) as states, to_jsonb(c.fuels) as fuels,
         c.hour_from, c.hour_to, c.price_per_view_centavos as price, c.budget_centavos as budget,
         c.reserved_centavos + c.captured_centavos as spoken, c.daily_budget_centavos as daily_budget,
         coalesce(d.reserved_centavos + d.captured_centavos, 0) as spoken_today,
         (select count(*)::int from ad_sessions s where s.user_id = ${userId} and s.day = ${day}::date
            and s.creative_id = a.id and s.status = 'WATCHED') as seen
  from campaigns c join creatives a on a.campaign_id = c.id
  left join campaign_days d on d.campaign_id = c.id and d.day = ${day}::date
  where c.status = 'ACTIVE' and c.starts_at <= ${at}::timestamptz and c.ends_at > ${at}::timestamptz
  order by a.id`;

const campaignOf = (row: Row): Campaign => ({
  id: asId("campaign", row.campaign_id),
  advertiserId: asId("user", row.advertiser_id),
  status: "ACTIVE",
  startsAt: databaseInstant(row.starts_at),
  endsAt: databaseInstant(row.ends_at),
  target: {
    stationIds: row.station_ids,
    states: row.states,
    fuels: row.fuels,
    hours: row.hour_from === null || row.hour_to === null ? null : { from: row.hour_from, to: row.hour_to },
  },
  pricePerView: centavos(Number(row.price)),
  total: { budget: centavos(Number(row.budget)), spoken: centavos(Number(row.spoken)) },
  today: { budget: centavos(Number(row.daily_budget)), spoken: centavos(Number(row.spoken_today)) },
});

/** Every ad that could be shown to this person now. A view that is open does not count yet: starting leaves it. */
async function showable(db: ReadDb, visit: Visit, userId: Id<"user">): Promise<Showable[]> {
  const day = localDay(visit.now, MEXICO_CITY);
  const rows = await db.execute<Row>(running(day, visit.now.toISOString(), userId));
  return [...rows]
    .map((row) => ({
      id: row.creative_id,
      title: row.title,
      viewsLeft: Math.min(viewsPerDay - row.seen, viewsOffered(campaignOf(row), visit)),
    }))
    .filter(({ viewsLeft }) => viewsLeft > 0);
}
