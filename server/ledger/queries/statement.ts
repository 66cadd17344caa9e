import "server-only";
import { type SQL, sql } from "drizzle-orm";

import type { ReadDb } from "@/db/client";
import { csvRows } from "@/server/kernel/csv";
import { asId, type Id } from "@/server/kernel/id";
import { formatPesos } from "@/server/kernel/money";
import { instant } from "@/server/kernel/time";
import type { Account, Movement } from "@/server/ledger/domain/entry";
import { databaseInstant } from "@/server/platform/database-time";

export type StatementAsk = {
  readonly account: Account;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly couponId?: Id<"coupon"> | undefined;
  readonly stationId?: Id<"station"> | undefined;
  readonly limit: number;
  readonly cursor?: string | undefined;
};

type Row = {
  id: string;
  code: Movement;
  debit: Account;
  credit: Account;
  amount: string;
  change: string;
  coupon_id: string | null;
  station_id: string | null;
  ref: string;
  posted_at: string;
};

const and = (parts: readonly (SQL | undefined)[]): SQL =>
  sql.join(
    parts.filter((part) => part !== undefined),
    sql` and `,
  );

/** What an entry does to an account: credit adds, debit takes away, both at once is a move inside it. */
const changeTo = (account: Account): SQL =>
  sql`(case when credit = ${account} then amount_centavos else 0 end - case when debit = ${account} then amount_centavos else 0 end)`;

const ofAccount = ({ account, couponId, stationId }: StatementAsk): SQL =>
  and([
    sql`(debit = ${account} or credit = ${account})`,
    couponId && sql`coupon_id = ${couponId}`,
    stationId && sql`station_id = ${stationId}`,
  ]);

async function balanceUntil(db: ReadDb, ask: StatementAsk, before: string | undefined): Promise<number> {
  const until = before === undefined ? undefined : sql`posted_at < ${before}::timestamptz`;
  const [row] = await db.execute<{ balance: string }>(sql`
    select coalesce(sum(${changeTo(ask.account)}), 0)::text as balance from ledger_entries where ${and([ofAccount(ask), until])}`);
  return Number(row?.balance ?? 0);
}

/** The postings of one account between two instants (`to` exclusive), oldest first, a page at a time. */
async function postingsOf(db: ReadDb, ask: StatementAsk) {
  const rows = await db.execute<Row>(sql`
    select id, code, debit, credit, amount_centavos as amount, ${changeTo(ask.account)} as change, coupon_id, station_id,
           ref, posted_at::text as posted_at
    from ledger_entries
    where ${and([
      ofAccount(ask),
      ask.from === undefined ? undefined : sql`posted_at >= ${ask.from}::timestamptz`,
      ask.to === undefined ? undefined : sql`posted_at < ${ask.to}::timestamptz`,
      ask.cursor === undefined ? undefined : sql`id > ${ask.cursor}::bigint`,
    ])}
    order by id limit ${ask.limit + 1}`);
  const shown = [...rows].slice(0, ask.limit);
  return {
    entries: shown.map((row) => ({
      id: row.id,
      code: row.code,
      debit: row.debit,
      credit: row.credit,
      amount: formatPesos(Number(row.amount)),
      change: formatPesos(Number(row.change)),
      couponId: row.coupon_id === null ? null : asId("coupon", row.coupon_id),
      stationId: row.station_id === null ? null : asId("station", row.station_id),
      ref: row.ref,
      postedAt: instant(databaseInstant(row.posted_at)),
    })),
    nextCursor: rows.length > ask.limit ? (shown.at(-1)?.id ?? null) : null,
  };
}

/** One account between two instants, a page at a time, with its balance before and after. */
export async function statementOf(db: ReadDb, ask: StatementAsk) {
  return {
    account: ask.account,
    openingBalance: formatPesos(ask.from === undefined ? 0 : await balanceUntil(db, ask, ask.from)),
    closingBalance: formatPesos(await balanceUntil(db, ask, ask.to)),
    ...(await postingsOf(db, ask)),
  };
}

const COLUMNS = ["postedAt", "code", "debit", "credit", "amount", "change", "couponId", "stationId", "ref"] as const;
const ROWS_AT_ONCE = 1_000;

/** The whole statement as CSV, piece by piece, so that its length costs no memory. */
export async function* statementCsv(
  db: ReadDb,
  ask: Omit<StatementAsk, "limit" | "cursor">,
): AsyncGenerator<string, void, undefined> {
  yield csvRows([COLUMNS]);
  let cursor: string | null | undefined;
  while (cursor !== null) {
    const page = await postingsOf(db, { ...ask, limit: ROWS_AT_ONCE, cursor });
    if (page.entries.length > 0) yield csvRows(page.entries.map((entry) => COLUMNS.map((name) => entry[name])));
    cursor = page.nextCursor;
  }
}
