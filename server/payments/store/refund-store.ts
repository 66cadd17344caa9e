import "server-only";
import { sql, type SQL } from "drizzle-orm";

import type { Tx } from "@/db/client";
import { refunds } from "@/db/schema/payments";
import { asId } from "@/server/kernel/id";
import { centavos } from "@/server/kernel/money";
import type { PaymentMethod } from "@/server/payments/domain/order";
import type { Payment, Refund, RefundState } from "@/server/payments/domain/refund";
import type { RefundStore } from "@/server/payments/ports";
import { databaseInstant } from "@/server/platform/database-time";

type PaymentRow = {
  id: string;
  order_id: string;
  payment_intent_id: string;
  method: PaymentMethod;
  captured_centavos: string;
  captured_at: string;
};

const paymentOf = (row: PaymentRow): Payment => ({
  id: asId("payment", row.id),
  orderId: asId("order", row.order_id),
  intentId: row.payment_intent_id,
  method: row.method,
  captured: centavos(Number(row.captured_centavos)),
  capturedAt: databaseInstant(row.captured_at),
});

type RefundRow = {
  id: string;
  payment_id: string;
  coupon_id: string;
  payment_intent_id: string;
  method: PaymentMethod;
  amount_centavos: string;
  state: RefundState;
};

const refundOf = (row: RefundRow): Refund => ({
  id: asId("refund", row.id),
  paymentId: asId("payment", row.payment_id),
  couponId: asId("coupon", row.coupon_id),
  intentId: row.payment_intent_id,
  method: row.method,
  amount: centavos(Number(row.amount_centavos)),
  state: row.state,
});

async function select(tx: Tx, rest: SQL): Promise<Refund[]> {
  const rows = await tx.execute<RefundRow>(sql`
    select r.id, r.payment_id, r.coupon_id, p.payment_intent_id, o.method, r.amount_centavos, r.state
    from refunds r join payments p on p.id = r.payment_id join orders o on o.id = p.order_id ${rest}`);
  return [...rows].map(refundOf);
}

export const refundStore = (tx: Tx): RefundStore => ({
  async paymentOf(couponId) {
    const rows = await tx.execute<PaymentRow>(sql`
      select p.id, p.order_id, p.payment_intent_id, o.method, p.captured_centavos, p.captured_at::text
      from payments p join orders o on o.id = p.order_id where o.coupon_id = ${couponId}`);
    return rows[0] && paymentOf(rows[0]);
  },
  reserve: async ({ id, paymentId, couponId, amount, state, reason, at }) =>
    void (await tx
      .insert(refunds)
      .values({ id, paymentId, couponId, amountCentavos: amount, state, reason, createdAt: at })),
  async lock(id) {
    const [refund] = await select(tx, sql`where r.id = ${id} for update of r`);
    return refund;
  },
  change: async (id, change) =>
    void (await tx
      .update(refunds)
      .set(change)
      .where(sql`id = ${id}`)),
});
