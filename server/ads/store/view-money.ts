import "server-only";
import { sql } from "drizzle-orm";

import type { Tx } from "@/db/client";

import type { ViewMoney, ViewStore } from "../ports";

/** What a move adds to the promised and to the taken money, in prices of a view. */
type Shift = { readonly reserved: -1 | 1; readonly captured: 0 | 1 };

/** A campaign's money moves on the campaign and on its day at once; the checks of both tables hold the budgets. */
export function moneyMoves(tx: Tx): Pick<ViewStore, "reserve" | "release" | "capture"> {
  async function shift({ campaignId, day, price }: ViewMoney, { reserved, captured }: Shift): Promise<void> {
    const [row] = await tx.execute<{ moved: number }>(sql`
      with whole as (
        update campaigns set reserved_centavos = reserved_centavos + ${reserved * price}::bigint,
          captured_centavos = captured_centavos + ${captured * price}::bigint
        where id = ${campaignId}
          and reserved_centavos + captured_centavos + ${(reserved + captured) * price}::bigint <= budget_centavos
        returning daily_budget_centavos),
      dated as (
        update campaign_days d set reserved_centavos = d.reserved_centavos + ${reserved * price}::bigint,
          captured_centavos = d.captured_centavos + ${captured * price}::bigint
        from whole
        where d.campaign_id = ${campaignId} and d.day = ${day}::date
          and d.reserved_centavos + d.captured_centavos + ${(reserved + captured) * price}::bigint <= whole.daily_budget_centavos
        returning 1)
      select count(*)::int as moved from dated`);
    if (row?.moved !== 1) throw new Error("a budget did not have what its lock showed");
  }

  return {
    async reserve(money) {
      await tx.execute(sql`
        insert into campaign_days (campaign_id, day) values (${money.campaignId}, ${money.day}::date) on conflict do nothing`);
      await shift(money, { reserved: 1, captured: 0 });
    },
    release: (money) => shift(money, { reserved: -1, captured: 0 }),
    capture: (money) => shift(money, { reserved: -1, captured: 1 }),
  };
}
