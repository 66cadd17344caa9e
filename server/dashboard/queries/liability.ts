import "server-only";
import { sql } from "drizzle-orm";

import type { ReadDb } from "@/db/client";
import { LIABILITIES, type Liability } from "@/server/dashboard/domain/liability";
import type { Fuel } from "@/server/kernel/fuel";
import { formatPesos } from "@/server/kernel/money";

type Row = { account: Liability; fuel: Fuel | null; age: number; coupons: number; amount: string };

/**
 * What is owed to buyers, to the centavo of the ledger: by account, fuel and age of the purchase (0 for 0 to 30 days, 1 to 90,
 * 2 to 180, 3 beyond). An expired balance is owed like any other: breakage is never income.
 */
export async function liabilityOf(db: ReadDb) {
  const rows = await db.execute<Row>(sql`
    with sides as (
      select credit as account, coupon_id, amount_centavos as amount from ledger_entries
      union all select debit, coupon_id, -amount_centavos from ledger_entries),
    owed as (
      select account, coupon_id, sum(amount) as amount from sides
      where account = any(${sql.param([...LIABILITIES])}::ledger_account[])
      group by account, coupon_id having sum(amount) <> 0)
    select o.account, c.fuel,
           width_bucket(extract(epoch from now() - coalesce(c.activated_at, c.created_at)) / 86400, array[31, 91, 181]) as age,
           count(*)::int as coupons, sum(o.amount)::text as amount
    from owed o left join coupons c on c.id = o.coupon_id
    group by 1, 2, 3 order by 1, 2, 3`);
  const lines = [...rows].map(({ amount, ...row }) => ({ ...row, amount: formatPesos(Number(amount)) }));
  const totals = LIABILITIES.map((account) => {
    const sum = [...rows].reduce((all, row) => (row.account === account ? all + Number(row.amount) : all), 0);
    return { account, amount: formatPesos(sum) };
  });
  const total = [...rows].reduce((all, row) => all + Number(row.amount), 0);
  return { lines, totals, total: formatPesos(total) };
}
