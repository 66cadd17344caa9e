import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { z } from "zod";

import type { ReadDb } from "@/db/client";
import { namesOf } from "@/server/auth/contract";
import { asId, type Id } from "@/server/kernel/id";
import { formatPesos } from "@/server/kernel/money";
import { instant } from "@/server/kernel/time";
import type { PaymentMethod } from "@/server/payments/domain/order";
import type { RefundReason, RefundState } from "@/server/payments/domain/refund";
import type { refundsInput } from "@/server/payments/schemas";
import { databaseInstant } from "@/server/platform/database-time";

import { shownName } from "./shown-name";

type Row = {
  id: string;
  coupon_id: string;
  user_id: string;
  amount: string;
  state: RefundState;
  reason: RefundReason;
  note: string | null;
  method: PaymentMethod;
  failure: string | null;
  clabe_last4: string | null;
  is_held: boolean;
  reference: string | null;
  recorded_by: string | null;
  recorded_at: string | null;
  tries: number;
  created_at: string;
  settled_at: string | null;
};

const shown = {
  UNPAID: sql`r.state in ('RESERVED', 'PENDING', 'FAILED', 'BY_HAND')`,
  AWAITING_PEOPLE: sql`r.state in ('FAILED', 'BY_HAND')`,
  PAID: sql`r.state not in ('RESERVED', 'PENDING', 'FAILED', 'BY_HAND')`,
  ALL: sql`true`,
} as const;

const rowsWhere = (db: ReadDb, rest: SQL) =>
  db.execute<Row>(sql`
    select r.id, r.coupon_id, o.user_id, r.amount_centavos::text as amount, r.state, r.reason, r.note, o.method, r.failure,
           r.clabe_last4, exists (select from disputes d where d.payment_id = r.payment_id and d.state = 'OPEN') as is_held,
           y.reference, y.recorded_by, y.created_at::text as recorded_at,
           (select count(*)::int from refund_payouts t where t.refund_id = r.id) as tries,
           r.created_at::text as created_at, r.settled_at::text as settled_at
    from refunds r join payments p on p.id = r.payment_id join orders o on o.id = p.order_id
    left join refund_payouts y on y.refund_id = r.id and y.state = 'PROPOSED'
    ${rest}`);

/** Debts to buyers, the oldest first, with what they add up to; the cursor is the last id of the page before. */
export async function refundsList(db: ReadDb, { show, limit, cursor }: z.infer<typeof refundsInput>) {
  const where = shown[show];
  const after =
    cursor === undefined
      ? sql``
      : sql`and (r.created_at, r.id) > (select created_at, id from refunds where id = ${cursor})`;
  const [[sum], rows] = await Promise.all([
    db.execute<{ n: number; amount: string }>(sql`
      select count(*)::int as n, coalesce(sum(amount_centavos), 0)::text as amount from refunds r where ${where}`),
    rowsWhere(db, sql`where ${where} ${after} order by r.created_at, r.id limit ${limit + 1}`),
  ]);
  const refunds = await viewsOf(db, [...rows].slice(0, limit));
  return {
    refunds,
    totals: { refunds: sum?.n ?? 0, amount: formatPesos(Number(sum?.amount ?? 0)) },
    nextCursor: rows.length > limit ? (refunds.at(-1)?.id ?? null) : null,
  };
}

/** What is or was owed for one coupon, the oldest first. */
export const refundsOfCoupon = async (db: ReadDb, couponId: Id<"coupon">) =>
  viewsOf(db, [...(await rowsWhere(db, sql`where r.coupon_id = ${couponId} order by r.created_at, r.id`))]);

async function viewsOf(db: ReadDb, rows: readonly Row[]) {
  const people = rows.flatMap((row) => [row.user_id, ...(row.recorded_by === null ? [] : [row.recorded_by])]);
  const names = await namesOf(
    db,
    people.map((id) => asId("user", id)),
  );
  return rows.map((row) => ({
    id: asId("refund", row.id),
    couponId: asId("coupon", row.coupon_id),
    buyerId: asId("user", row.user_id),
    buyerName: shownName(names, row.user_id),
    amount: formatPesos(Number(row.amount)),
    state: row.state,
    reason: row.reason,
    note: row.note,
    method: row.method,
    failure: row.failure,
    accountLast4: row.clabe_last4,
    isHeld: row.is_held,
    proposed:
      row.recorded_by === null || row.recorded_at === null
        ? null
        : {
            reference: row.reference ?? "",
            recordedBy: asId("user", row.recorded_by),
            recordedByName: shownName(names, row.recorded_by),
            recordedAt: instant(databaseInstant(row.recorded_at)),
          },
    tries: row.tries,
    askedAt: instant(databaseInstant(row.created_at)),
    settledAt: row.settled_at && instant(databaseInstant(row.settled_at)),
  }));
}
