import "server-only";
import { sql } from "drizzle-orm";

import type { Tx } from "@/db/client";
import { centavos } from "@/server/kernel/money";

import type { LedgerPoster } from "./contract";

export const ledgerStore = (tx: Tx): LedgerPoster => ({
  async post(entries, at) {
    if (entries.length === 0) return;
    const rows = entries.map((entry) => ({
      code: entry.code,
      debit: entry.debit,
      credit: entry.credit,
      amount: entry.amount,
      coupon_id: entry.couponId ?? null,
      station_id: entry.stationId ?? null,
      from_station_id: entry.fromStationId ?? null,
      ref: entry.ref,
    }));
    await tx.execute(sql`
      insert into ledger_entries (code, debit, credit, amount_centavos, coupon_id, station_id, from_station_id, ref, posted_at)
      select e.code, e.debit, e.credit, e.amount, e.coupon_id, e.station_id, e.from_station_id, e.ref,
             ${at.toISOString()}::timestamptz
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as e(
        code ledger_movement, debit ledger_account, credit ledger_account, amount bigint,
        coupon_id uuid, station_id uuid, from_station_id uuid, ref uuid)`);
  },
  async ofCoupon(couponId, account) {
    const [row] = await tx.execute<{ balance: string }>(sql`
      select coalesce(sum(case when credit = ${account} then amount_centavos else 0 end
                        - case when debit = ${account} then amount_centavos else 0 end), 0)::text as balance
      from ledger_entries where coupon_id = ${couponId}`);
    return centavos(Number(row?.balance ?? 0));
  },
});
