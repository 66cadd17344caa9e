import "server-only";
import { sql } from "drizzle-orm";

import type { ReadDb } from "@/db/client";
import { namesOf } from "@/server/auth/contract";
import type { Fuel } from "@/server/kernel/fuel";
import { asId, type Id } from "@/server/kernel/id";
import { formatPrice, tenthMilli } from "@/server/kernel/money";
import { instant } from "@/server/kernel/time";
import { databaseInstant } from "@/server/platform/database-time";
import { CHANGES_A_DAY, isOverVoluntaryCap } from "@/server/stations/domain/price-period";
import type { PriceBoardInput } from "@/server/stations/schemas/price-board";

type LineRow = {
  id: string;
  name: string;
  time_zone: string;
  fuel: Fuel;
  price: number | null;
  since: string | null;
  source: string | null;
  actor_id: string | null;
  next_price: number | null;
  next_from: string | null;
  changes: number;
  board_price: number | null;
  board_agrees: boolean | null;
  checked_at: string | null;
};

/** `ofManager`: only the stations where that person works at the instant; left out, the whole network. */
export type BoardAsk = PriceBoardInput & { readonly ofManager: Id<"user"> | undefined };

const chosen = ({ q, limit, cursor, ofManager }: BoardAsk, at: Date) => sql`
  select s.id, s.name, s.time_zone from stations s
  where ${
    ofManager === undefined
      ? sql`s.accepts_coupons`
      : sql`s.id in (select a.station_id from assignments a where a.user_id = ${ofManager} and a.valid @> ${at.toISOString()}::timestamptz)`
  }
    ${q === undefined ? sql`` : sql`and s.id in (select f.id from find_stations(${q}) f)`}
    ${cursor === undefined ? sql`` : sql`and (s.name, s.id) > (select c.name, c.id from stations c where c.id = ${cursor})`}
  order by s.name, s.id limit ${limit + 1}`;

const lines = (ask: BoardAsk, at: Date) => sql`
  select s.id, s.name, s.time_zone, f.fuel, p.price_tenth_milli as price, lower(p.valid)::text as since, p.source, p.actor_id,
         n.price_tenth_milli as next_price, lower(n.valid)::text as next_from, c.changes, b.board_tenth_milli as board_price,
         b.board_tenth_milli = b.price_tenth_milli as board_agrees, b.checked_at::text as checked_at
  from (${chosen(ask, at)}) s
  cross join unnest(enum_range(null::fuel)) as f(fuel)
  left join price_periods p on p.station_id = s.id and p.fuel = f.fuel and p.valid @> ${at.toISOString()}::timestamptz
  left join lateral (select * from price_periods n where n.station_id = s.id and n.fuel = f.fuel
    and lower(n.valid) > ${at.toISOString()}::timestamptz order by lower(n.valid) limit 1) n on true
  left join lateral (select * from board_checks b where b.station_id = s.id and b.fuel = f.fuel
    order by b.checked_at desc limit 1) b on true
  left join lateral (select count(*)::int as changes from price_periods d where d.station_id = s.id and d.fuel = f.fuel
    and d.source in ('MANAGER', 'ADMIN') and d.actor_id is not null
    and (lower(d.valid) at time zone s.time_zone)::date = (${at.toISOString()}::timestamptz at time zone s.time_zone)::date) c on true
  order by s.name, s.id, f.fuel`;

const when = (text: string | null) => (text === null ? null : instant(databaseInstant(text)));

type Names = Awaited<ReturnType<typeof namesOf>>;
const nameIn = (names: Names, id: string | null): string | null => {
  const name = id === null ? undefined : names.get(asId("user", id));
  return name === undefined ? null : `${name.firstName} ${name.lastName}`;
};

const lineOf = (row: LineRow, names: Names) => ({
  fuelType: row.fuel,
  price: row.price === null ? null : formatPrice(row.price),
  since: when(row.since),
  source: row.source,
  setBy: nameIn(names, row.actor_id),
  isOverVoluntaryCap: row.price !== null && isOverVoluntaryCap(row.fuel, tenthMilli(row.price)),
  next:
    row.next_price === null || row.next_from === null
      ? null
      : { price: formatPrice(row.next_price), from: instant(databaseInstant(row.next_from)) },
  changesLeftToday: Math.max(0, CHANGES_A_DAY - row.changes),
  board:
    row.board_price === null || row.checked_at === null
      ? null
      : {
          price: formatPrice(row.board_price),
          agrees: row.board_agrees === true,
          checkedAt: instant(databaseInstant(row.checked_at)),
        },
});

/** Every price that somebody answers for, with who set it, what comes next, and what its board was last seen to say. */
export async function priceBoard(db: ReadDb, ask: BoardAsk, at: Date) {
  const rows = [...(await db.execute<LineRow>(lines(ask, at)))];
  const names = await namesOf(db, actorsOf(rows));
  const all = [...new Set(rows.map(({ id }) => id))];
  const stations = all.slice(0, ask.limit).map((id) => {
    const own = rows.filter((row) => row.id === id);
    const { name = "", time_zone: timeZone = "" } = own[0] ?? {};
    return { id: asId("station", id), name, timeZone, fuels: own.map((row) => lineOf(row, names)) };
  });
  return { stations, nextCursor: all.length > ask.limit ? (stations.at(-1)?.id ?? null) : null };
}

const actorsOf = (rows: readonly { actor_id: string | null }[]): Id<"user">[] => [
  ...new Set(rows.flatMap(({ actor_id: id }) => (id === null ? [] : [asId("user", id)]))),
];

type LogRow = {
  fuel: Fuel;
  price: number;
  valid_from: string;
  valid_to: string | null;
  source: string;
  actor_id: string | null;
};

/** The history of a station's prices with the person behind each; the public one leaves people out. */
export async function priceLog(db: ReadDb, { id, limit }: { id: Id<"station">; limit: number }) {
  const rows = [
    ...(await db.execute<LogRow>(sql`
      select fuel, price_tenth_milli as price, lower(valid)::text as valid_from, source, actor_id,
             case when upper_inf(valid) then null else upper(valid)::text end as valid_to
      from price_periods where station_id = ${id}
      order by lower(valid) desc, id desc limit ${limit}`)),
  ];
  const names = await namesOf(db, actorsOf(rows));
  return rows.map((row) => ({
    fuelType: row.fuel,
    price: formatPrice(row.price),
    validFrom: instant(databaseInstant(row.valid_from)),
    validTo: when(row.valid_to),
    source: row.source,
    setBy: nameIn(names, row.actor_id),
  }));
}
