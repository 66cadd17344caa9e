import "server-only";
import { type SQL, sql } from "drizzle-orm";

import type { ReadDb } from "@/db/client";
import { asId, type Id } from "@/server/kernel/id";
import type { Movement } from "@/server/ledger/domain/entry";

/** A posting between us and the payment service; the amount is negative where money left us. */
export type ClearingEntry = {
  readonly id: string;
  readonly code: Movement;
  readonly ref: string;
  readonly couponId: Id<"coupon"> | null;
  readonly amount: number;
};

type Row = { id: string; code: Movement; ref: string; coupon_id: string | null; amount: string };

/** Fees follow the service's own lines, adjustments are a person's: neither is compared. */
async function select(db: Pick<ReadDb, "execute">, where: SQL): Promise<ClearingEntry[]> {
  const rows = await db.execute<Row>(sql`
    select id, code, ref, coupon_id, (case when debit = 'STRIPE_CLEARING' then amount_centavos else -amount_centavos end)::text as amount
    from ledger_entries
    where 'STRIPE_CLEARING' in (debit, credit) and code not in ('FEE', 'ADJUSTMENT') and ${where} order by id`);
  return [...rows].map((row) => ({
    id: row.id,
    code: row.code,
    ref: row.ref,
    couponId: row.coupon_id === null ? null : asId("coupon", row.coupon_id),
    amount: Number(row.amount),
  }));
}

/** Posted in `[from, to)`, in their order. */
export const clearingEntriesIn = (db: Pick<ReadDb, "execute">, { from, to }: { from: Date; to: Date }) =>
  select(db, sql`posted_at >= ${from.toISOString()}::timestamptz and posted_at < ${to.toISOString()}::timestamptz`);

type About = { readonly couponIds: readonly Id<"coupon">[]; readonly refs: readonly string[] };

/** Captures of these coupons and everything these causes posted, whenever that was. */
export const clearingEntriesAbout = (db: Pick<ReadDb, "execute">, { couponIds, refs }: About) =>
  select(
    db,
    sql`((code in ('CAPTURE', 'LATE_CAPTURE') and coupon_id = any(${sql.param([...couponIds])}::uuid[]))
         or (code not in ('CAPTURE', 'LATE_CAPTURE') and ref = any(${sql.param([...refs])}::uuid[])))`,
  );
