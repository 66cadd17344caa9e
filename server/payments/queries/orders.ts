import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { z } from "zod";

import type { ReadDb } from "@/db/client";
import { namesOf } from "@/server/auth/contract";
import { asId, isUuid } from "@/server/kernel/id";
import { formatPesos } from "@/server/kernel/money";
import { instant } from "@/server/kernel/time";
import type { OrderStatus, PaymentMethod } from "@/server/payments/domain/order";
import type { ordersInput } from "@/server/payments/schemas";
import { databaseInstant } from "@/server/platform/database-time";

import { shownName } from "./shown-name";

type Row = {
  id: string;
  coupon_id: string;
  user_id: string;
  amount: string;
  method: PaymentMethod;
  status: OrderStatus;
  failure: string | null;
  captured: string | null;
  is_late: boolean;
  intent_id: string | null;
  created_at: string;
  settled_at: string | null;
};
type Asked = z.infer<typeof ordersInput>;

const matching = (q: string): SQL =>
  isUuid(q)
    ? sql`(o.id = ${q} or o.coupon_id = ${q} or o.user_id = ${q})`
    : sql`(o.payment_intent_id = ${q} or o.checkout_session_id = ${q})`;

const conditions = ({ q, status, method }: Asked): SQL =>
  sql.join(
    [
      sql`true`,
      ...(q === undefined ? [] : [matching(q)]),
      ...(status === undefined ? [] : [sql`o.status = ${status}`]),
      ...(method === undefined ? [] : [sql`o.method = ${method}`]),
    ],
    sql` and `,
  );

/** Orders and what was paid for them, the newest first; the cursor is the last id of the page before. */
export async function ordersList(db: ReadDb, asked: Asked) {
  const where = conditions(asked);
  const { limit, cursor } = asked;
  const after =
    cursor === undefined
      ? sql``
      : sql`and (o.created_at, o.id) < (select created_at, id from orders where id = ${cursor})`;
  const [[sum], rows] = await Promise.all([
    db.execute<{ n: number; amount: string; captured: string }>(sql`
      select count(*)::int as n, coalesce(sum(o.amount_centavos), 0)::text as amount,
             coalesce(sum(p.captured_centavos), 0)::text as captured
      from orders o left join payments p on p.order_id = o.id where ${where}`),
    db.execute<Row>(sql`
      select o.id, o.coupon_id, o.user_id, o.amount_centavos::text as amount, o.method, o.status, o.failure,
             p.captured_centavos::text as captured, coalesce(p.is_late, false) as is_late,
             o.payment_intent_id as intent_id, o.created_at::text as created_at, o.settled_at::text as settled_at
      from orders o left join payments p on p.order_id = o.id
      where ${where} ${after} order by o.created_at desc, o.id desc limit ${limit + 1}`),
  ]);
  const page = [...rows].slice(0, limit);
  const names = await namesOf(
    db,
    page.map((row) => asId("user", row.user_id)),
  );
  const orders = page.map((row) => ({
    id: asId("order", row.id),
    couponId: asId("coupon", row.coupon_id),
    buyerId: asId("user", row.user_id),
    buyerName: shownName(names, row.user_id),
    amount: formatPesos(Number(row.amount)),
    method: row.method,
    status: row.status,
    failure: row.failure,
    captured: row.captured === null ? null : formatPesos(Number(row.captured)),
    isLate: row.is_late,
    intentId: row.intent_id,
    placedAt: instant(databaseInstant(row.created_at)),
    settledAt: row.settled_at && instant(databaseInstant(row.settled_at)),
  }));
  return {
    orders,
    totals: {
      orders: sum?.n ?? 0,
      amount: formatPesos(Number(sum?.amount ?? 0)),
      captured: formatPesos(Number(sum?.captured ?? 0)),
    },
    nextCursor: rows.length > limit ? (orders.at(-1)?.id ?? null) : null,
  };
}
