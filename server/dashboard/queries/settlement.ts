import "server-only";
import { sql } from "drizzle-orm";

import type { ReadDb } from "@/db/client";
import { asId, type Id } from "@/server/kernel/id";
import { formatPesos } from "@/server/kernel/money";

type Row = {
  station_id: string;
  station_name: string;
  day: string;
  sold: string;
  dispensed: string;
  clearing: string;
};

export type SettlementAsk = {
  /** Local days of each station, both included. */
  readonly from: string;
  readonly to: string;
  readonly stationId?: Id<"station"> | undefined;
};

/**
 * Every station and local day with what was sold for that station, dispensed at it, and cleared with other stations
 * (positive: they sold what it dispensed), all from the ledger. `net` = dispensed − clearing − sold: what the network still
 * owes the station for the day, negative where the station has sold fuel that nobody has fetched. Coupons for the whole
 * network are sold by no station.
 */
export async function settlementOf(db: ReadDb, { from, to, stationId }: SettlementAsk) {
  const rows = await db.execute<Row>(sql`
    with postings as (
      select e.*, o.station_id as sold_for from ledger_entries e
      left join orders o on e.code = 'CAPTURE' and o.coupon_id = e.coupon_id
      where e.posted_at >= ${from}::date - interval '1 day' and e.posted_at < ${to}::date + interval '2 days'
        and e.code in ('CAPTURE', 'REDEEM', 'VOID', 'CLEARING', 'CLEARING_BACK')),
    moves as (
      select sold_for as station_id, posted_at, amount_centavos as sold, 0 as dispensed, 0 as clearing
      from postings where code = 'CAPTURE'
      union all
      select station_id, posted_at, 0, case when code = 'REDEEM' then amount_centavos else -amount_centavos end, 0
      from postings where code in ('REDEEM', 'VOID')
      union all
      select station_id, posted_at, 0, 0, amount_centavos from postings where code in ('CLEARING', 'CLEARING_BACK')
      union all
      select from_station_id, posted_at, 0, 0, -amount_centavos from postings where code in ('CLEARING', 'CLEARING_BACK'))
    select s.id as station_id, s.name as station_name, (m.posted_at at time zone s.time_zone)::date::text as day,
           sum(m.sold)::text as sold, sum(m.dispensed)::text as dispensed, sum(m.clearing)::text as clearing
    from moves m join stations s on s.id = m.station_id
    where (m.posted_at at time zone s.time_zone)::date between ${from}::date and ${to}::date
      ${stationId === undefined ? sql`` : sql`and s.id = ${stationId}`}
    group by s.id, s.name, day order by day desc, s.name, s.id`);
  const lines = [...rows].map((row) => ({
    stationId: asId("station", row.station_id),
    stationName: row.station_name,
    day: row.day,
    ...sumOf([row]),
  }));
  return { lines, totals: sumOf([...rows]) };
}

type Sums = Pick<Row, "sold" | "dispensed" | "clearing">;

function sumOf(rows: readonly Sums[]) {
  const total = (name: keyof Sums) => rows.reduce((sum, row) => sum + Number(row[name]), 0);
  const [sold, dispensed, clearing] = [total("sold"), total("dispensed"), total("clearing")];
  return {
    sold: formatPesos(sold),
    dispensed: formatPesos(dispensed),
    clearing: formatPesos(clearing),
    net: formatPesos(dispensed - clearing - sold),
  };
}
