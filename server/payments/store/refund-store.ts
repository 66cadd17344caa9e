import "server-only";
import { sql, type SQL } from "drizzle-orm";

import type { Tx } from "@/db/client";
import { refundPayouts, refunds } from "@/db/schema/payments";
import { asId } from "@/server/kernel/id";
import { centavos } from "@/server/kernel/money";
import type { PaymentMethod } from "@/server/payments/domain/order";
import type { Payment, Payout, Refund, RefundState } from "@/server/payments/domain/refund";
import type { RefundStore } from "@/server/payments/ports/refunds";
import { databaseInstant } from "@/server/platform/database-time";

type PaymentRow = {
  id: string;
  order_id: string;
  coupon_id: string;
  user_id: string;
  payment_intent_id: string;
  method: PaymentMethod;
  captured_centavos: string;
  captured_at: string;
  is_late: boolean;
};

const paymentOf = (row: PaymentRow): Payment => ({
  id: asId("payment", row.id),
  orderId: asId("order", row.order_id),
  couponId: asId("coupon", row.coupon_id),
  userId: asId("user", row.user_id),
  intentId: row.payment_intent_id,
  method: row.method,
  captured: centavos(Number(row.captured_centavos)),
  capturedAt: databaseInstant(row.captured_at),
  isLate: row.is_late,
});

async function payment(tx: Tx, where: SQL): Promise<Payment | undefined> {
  const rows = await tx.execute<PaymentRow>(sql`
    select p.id, p.order_id, o.coupon_id, o.user_id, p.payment_intent_id, o.method, p.captured_centavos,
           p.captured_at::text, p.is_late
    from payments p join orders o on o.id = p.order_id where ${where}`);
  return rows[0] && paymentOf(rows[0]);
}

type RefundRow = {
  id: string;
  payment_id: string;
  coupon_id: string;
  user_id: string;
  payment_intent_id: string;
  method: PaymentMethod;
  amount_centavos: string;
  state: RefundState;
  clabe_last4: string | null;
};

const refundOf = (row: RefundRow): Refund => ({
  id: asId("refund", row.id),
  paymentId: asId("payment", row.payment_id),
  couponId: asId("coupon", row.coupon_id),
  userId: asId("user", row.user_id),
  intentId: row.payment_intent_id,
  method: row.method,
  amount: centavos(Number(row.amount_centavos)),
  state: row.state,
  clabeLast4: row.clabe_last4,
});

async function select(tx: Tx, rest: SQL): Promise<Refund[]> {
  const rows = await tx.execute<RefundRow>(sql`
    select r.id, r.payment_id, r.coupon_id, o.user_id, p.payment_intent_id, o.method, r.amount_centavos, r.state,
           r.clabe_last4
    from refunds r join payments p on p.id = r.payment_id join orders o on o.id = p.order_id ${rest}`);
  return [...rows].map(refundOf);
}

type PayoutRow = {
  id: string;
  refund_id: string;
  way: Payout["way"];
  state: Payout["state"];
  stripe_refund_id: string | null;
  reference: string | null;
  recorded_by: string | null;
};

const payoutOf = (row: PayoutRow): Payout => ({
  id: asId("payout", row.id),
  refundId: asId("refund", row.refund_id),
  way: row.way,
  state: row.state,
  stripeRefundId: row.stripe_refund_id,
  reference: row.reference,
  recordedBy: row.recorded_by === null ? null : asId("user", row.recorded_by),
});

async function payout(tx: Tx, where: SQL): Promise<Payout | undefined> {
  const rows = await tx.execute<PayoutRow>(sql`
    select id, refund_id, way, state, stripe_refund_id, reference, recorded_by from refund_payouts where ${where}`);
  return rows[0] && payoutOf(rows[0]);
}

/** Debts and the tries to pay them; who changes a try holds its refund's lock. */
export const refundStore = (tx: Tx): RefundStore => ({
  paymentOf: (couponId) => payment(tx, sql`o.coupon_id = ${couponId}`),
  paymentByIntent: (intentId) => payment(tx, sql`p.payment_intent_id = ${intentId}`),
  reserve: async ({ amount, at, ...rest }) =>
    void (await tx.insert(refunds).values({ ...rest, state: "RESERVED", amountCentavos: amount, createdAt: at })),
  async lock(id) {
    const [refund] = await select(tx, sql`where r.id = ${id} for update of r`);
    return refund;
  },
  unpaidOf: (couponId) =>
    select(
      tx,
      sql`where r.coupon_id = ${couponId} and r.state not in ('SUCCEEDED', 'COVERED') order by r.id for update of r`,
    ),
  change: async (id, change) =>
    void (await tx
      .update(refunds)
      .set(change)
      .where(sql`id = ${id}`)),
  keepAccount: async (id, { sealed, last4 }) =>
    void (await tx
      .update(refunds)
      .set({ clabeSealed: sealed, clabeLast4: last4 })
      .where(sql`id = ${id}`)),
  async sealedAccount(id) {
    const [row] = await tx
      .select({ sealed: refunds.clabeSealed })
      .from(refunds)
      .where(sql`id = ${id}`);
    return row?.sealed ?? undefined;
  },
  livePayout: (refundId) =>
    payout(tx, sql`refund_id = ${refundId} and state in ('ASKED', 'PENDING', 'PROPOSED', 'SUCCEEDED')`),
  payout: (id) => payout(tx, sql`id = ${id}`),
  beginPayout: async ({ amount, at, ...rest }) =>
    void (await tx.insert(refundPayouts).values({ ...rest, amountCentavos: amount, createdAt: at })),
  changePayout: async (id, change) =>
    void (await tx
      .update(refundPayouts)
      .set(change)
      .where(sql`id = ${id}`)),
});
