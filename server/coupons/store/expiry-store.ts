import "server-only";
import { sql } from "drizzle-orm";

import type { Tx } from "@/db/client";
import { REMINDERS } from "@/server/coupons/domain/expiry";
import type { ExpiryStore } from "@/server/coupons/ports";
import { asId } from "@/server/kernel/id";
import { centavos } from "@/server/kernel/money";
import { databaseInstant } from "@/server/platform/database-time";

type Row = { id: string; user_id: string; balance: string; expires_at: string; days: number };

const endingOf = (row: Row) => ({
  couponId: asId("coupon", row.id),
  userId: asId("user", row.user_id),
  amount: centavos(Number(row.balance)),
  expiresAt: databaseInstant(row.expires_at),
});

/** Only coupons nobody else is at: whoever holds one is followed by the next run. */
export const expiryStore = (tx: Tx): ExpiryStore => ({
  async expireDue(limit) {
    const rows = await tx.execute<Row>(sql`
      with due as (
        select id, balance_centavos from coupons
        where status in ('ACTIVE', 'PARTIALLY_REDEEMED') and expires_at <= clock_timestamp()
        order by expires_at limit ${limit} for update skip locked)
      update coupons c set status = 'EXPIRED', balance_centavos = 0 from due where c.id = due.id
      returning c.id, c.user_id, due.balance_centavos::text as balance, c.expires_at::text as expires_at`);
    return [...rows].map(endingOf);
  },
  async remindDue(limit) {
    const [far, near, last] = REMINDERS;
    const rows = await tx.execute<Row>(sql`
      with soon as (
        select id, case when expires_at <= clock_timestamp() + make_interval(days => ${last}) then ${last}::int
                        when expires_at <= clock_timestamp() + make_interval(days => ${near}) then ${near}::int
                        else ${far}::int end as days
        from coupons
        where status in ('ACTIVE', 'PARTIALLY_REDEEMED') and expires_at > clock_timestamp()
          and expires_at <= clock_timestamp() + make_interval(days => ${far})
          and coalesce(reminded_days, 1000) > case
            when expires_at <= clock_timestamp() + make_interval(days => ${last}) then ${last}::int
            when expires_at <= clock_timestamp() + make_interval(days => ${near}) then ${near}::int else ${far}::int end
        order by expires_at limit ${limit} for update skip locked)
      update coupons c set reminded_days = soon.days from soon where c.id = soon.id
      returning c.id, c.user_id, c.balance_centavos::text as balance, c.expires_at::text as expires_at, soon.days`);
    return [...rows].map((row) => ({ ...endingOf(row), daysBefore: reminderOf(row.days) }));
  },
});

function reminderOf(days: number) {
  const found = REMINDERS.find((known) => known === days);
  if (found === undefined) throw new Error("a reminder that is none of ours");
  return found;
}
