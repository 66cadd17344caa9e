import "server-only";
import { sql } from "drizzle-orm";

import type { ReadDb } from "@/db/client";
import { formatPesos } from "@/server/kernel/money";
import { ACCOUNTS, type Account } from "@/server/ledger/domain/entry";

type Row = { account: Account; debits: string; credits: string; entries: number };

/** Every account with what was debited and credited, until an instant (exclusive) if one is given. */
export async function balancesOf(db: ReadDb, at?: string) {
  const until = at === undefined ? sql`true` : sql`posted_at < ${at}::timestamptz`;
  const rows = await db.execute<Row>(sql`
    select account, sum(debit)::text as debits, sum(credit)::text as credits, count(*)::int as entries from (
      select debit as account, amount_centavos as debit, 0 as credit from ledger_entries where ${until}
      union all
      select credit, 0, amount_centavos from ledger_entries where ${until}) sides
    group by account`);
  const found = new Map([...rows].map((row) => [row.account, row]));
  return ACCOUNTS.map((account) => {
    const row = found.get(account);
    const debits = Number(row?.debits ?? 0);
    const credits = Number(row?.credits ?? 0);
    return {
      account,
      debits: formatPesos(debits),
      credits: formatPesos(credits),
      balance: formatPesos(credits - debits),
      entries: row?.entries ?? 0,
    };
  });
}
