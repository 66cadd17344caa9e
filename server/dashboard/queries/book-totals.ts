import "server-only";
import { sql } from "drizzle-orm";

import type { ReadDb } from "@/db/client";

/** Centavos. */
export type BookTotals = { readonly liability: number; readonly imbalance: number };

/**
 * What is owed on coupons by the ledger, and by how much the coupons themselves say otherwise. Both sides are of one
 * snapshot, so that a redemption in between is never taken for a fault.
 */
export async function bookTotalsOf(db: ReadDb): Promise<BookTotals> {
  const [row] = await db.execute<{ liability: string; spendable: string }>(sql`
    select
      (select coalesce(sum(case when credit = 'COUPON' then amount_centavos else -amount_centavos end), 0)::text
         from ledger_entries where 'COUPON' in (debit, credit)) as liability,
      (select coalesce(sum(balance_centavos), 0)::text from coupons) as spendable`);
  const liability = Number(row?.liability ?? 0);
  return { liability, imbalance: liability - Number(row?.spendable ?? 0) };
}
