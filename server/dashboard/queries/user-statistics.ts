import "server-only";
import { sql } from "drizzle-orm";

import type { ReadDb } from "@/db/client";
import { asId, type Id } from "@/server/kernel/id";
import { formatLitres, formatPesos } from "@/server/kernel/money";
import { MEXICO_CITY } from "@/server/kernel/time";

import { averageOf, type FuelRow, litersByFuel } from "./fuel-litres";

type StationRow = { id: string; name: string; redemptions: number };
type MonthRow = { month: string; redemptions: number; volume: string; cost: string };

const standing = (userId: Id<"user">) => sql`
  select r.* from redemptions r
  where r.user_id = ${userId} and not exists (select from redemption_voids v where v.redemption_id = r.id)`;

async function favoriteStation(db: ReadDb, userId: Id<"user">) {
  const [row] = await db.execute<StationRow>(sql`
    select s.id, s.name, count(*)::int as redemptions
    from (${standing(userId)}) r join stations s on s.id = r.station_id
    group by s.id, s.name order by count(*) desc, s.id limit 1`);
  return row ? { id: asId("station", row.id), name: row.name, redemptions: row.redemptions } : null;
}

/** The last twelve calendar months of Mexico City that had a redemption, the newest first. */
const monthsOf = (db: ReadDb, userId: Id<"user">) =>
  db.execute<MonthRow>(sql`
    select to_char(r.redeemed_at at time zone ${MEXICO_CITY}, 'YYYY-MM') as month, count(*)::int as redemptions,
           sum(r.volume_millilitres)::text as volume, sum(r.cost_centavos)::text as cost
    from (${standing(userId)}) r group by 1 order by 1 desc limit 12`);

export async function userStatisticsOf(db: ReadDb, userId: Id<"user">) {
  const [fuels, sources, station, months] = await Promise.all([
    db.execute<FuelRow & { n: number; cost: string }>(sql`
      select r.fuel, sum(r.volume_millilitres)::text as volume, count(*)::int as n, sum(r.cost_centavos)::text as cost
      from (${standing(userId)}) r group by r.fuel`),
    db.execute<{ source: string; tickets: number }>(sql`
      select b.source_type::text as source, sum(b.count)::int as tickets from ticket_blocks b
      where b.user_id = ${userId} and not exists (
        select from ticket_voids v where v.raffle_id = b.raffle_id and v.leaf_index = b.leaf_index)
      group by b.source_type`),
    favoriteStation(db, userId),
    monthsOf(db, userId),
  ]);
  const redemptions = [...fuels].reduce((sum, row) => sum + row.n, 0);
  const redeemed = [...fuels].reduce((sum, row) => sum + Number(row.cost), 0);
  return {
    totalRedemptions: redemptions,
    totalRedeemed: formatPesos(redeemed),
    averageRedemption: formatPesos(averageOf(redeemed, redemptions)),
    litersByFuel: litersByFuel(fuels),
    ticketsBySource: Object.fromEntries([...sources].map((row) => [row.source, row.tickets])),
    favoriteStation: station,
    months: [...months].map((row) => ({
      month: row.month,
      redemptions: row.redemptions,
      liters: formatLitres(Number(row.volume)),
      pesos: formatPesos(Number(row.cost)),
    })),
  };
}
