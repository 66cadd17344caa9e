import "server-only";
import { sql, type SQL } from "drizzle-orm";

import type { Tx } from "@/db/client";
import { orders, paymentAnomalies, paymentCustomers, payments } from "@/db/schema/payments";
import type { Id } from "@/server/kernel/id";
import { DAILY_LIMIT, type Order, type OrderChange } from "@/server/payments/domain/order";
import type { AnomalyNote } from "@/server/payments/domain/standing";
import type { OrderStore } from "@/server/payments/ports/orders";

import { orderOf, type OrderRow } from "./order-row";

async function select(tx: Tx, rest: SQL): Promise<Order[]> {
  const rows = await tx.execute<OrderRow>(sql`
    select id, op_id, request_hash, user_id, coupon_id, amount_centavos, fuel, station_id, method, payment_method_id,
           return_url, status, purchase_day::text, checkout_session_id, checkout_url, payment_intent_id, failure,
           awaited_since::text, pay_before::text, created_at::text, expires_at::text
    from orders ${rest}`);
  return [...rows].map(orderOf);
}

async function first(tx: Tx, rest: SQL): Promise<Order | undefined> {
  const [order] = await select(tx, rest);
  return order;
}

/** The guarded update is the daily limit: it holds however many purchases of a person run at once. */
async function reserveDay(tx: Tx, ask: Parameters<OrderStore["reserveDay"]>[0]): Promise<boolean> {
  if (ask.amount > DAILY_LIMIT) return false;
  const rows = await tx.execute(sql`
    insert into purchase_days (user_id, day, amount_centavos) values (${ask.userId}, ${ask.day}, ${ask.amount})
    on conflict (user_id, day) do update set amount_centavos = purchase_days.amount_centavos + excluded.amount_centavos
    where purchase_days.amount_centavos + excluded.amount_centavos <= ${DAILY_LIMIT}
    returning 1`);
  return rows.length === 1;
}

async function place(tx: Tx, order: Order): Promise<boolean> {
  const { id, opId, requestHash, userId, couponId, fuel, stationId, method, paymentMethodId, returnUrl } = order;
  const placed = await tx
    .insert(orders)
    .values({
      id,
      opId,
      requestHash,
      userId,
      couponId,
      fuel,
      stationId,
      method,
      paymentMethodId,
      returnUrl,
      amountCentavos: order.amount,
      status: order.status,
      purchaseDay: order.purchaseDay,
      createdAt: order.createdAt,
      expiresAt: order.expiresAt,
    })
    .onConflictDoNothing({ target: orders.opId })
    .returning({ id: orders.id });
  return placed.length === 1;
}

const columnsOf = ({ sessionId, intentId, ...rest }: OrderChange) => ({
  ...rest,
  ...(sessionId !== undefined && { checkoutSessionId: sessionId }),
  ...(intentId !== undefined && { paymentIntentId: intentId }),
});

async function noteAnomaly(tx: Tx, note: AnomalyNote): Promise<boolean> {
  const noted = await tx
    .insert(paymentAnomalies)
    .values(note)
    .onConflictDoNothing({ target: paymentAnomalies.key })
    .returning({ id: paymentAnomalies.id });
  return noted.length === 1;
}

async function customerOf(tx: Tx, userId: Id<"user">): Promise<string | undefined> {
  const [row] = await tx
    .select({ customerId: paymentCustomers.customerId })
    .from(paymentCustomers)
    .where(sql`user_id = ${userId}`);
  return row?.customerId;
}

export const orderStore = (tx: Tx): OrderStore => ({
  find: (id) => first(tx, sql`where id = ${id}`),
  byOperation: (opId) => first(tx, sql`where op_id = ${opId}`),
  byCoupon: (couponId) => first(tx, sql`where coupon_id = ${couponId}`),
  lock: (id) => first(tx, sql`where id = ${id} for update`),
  place: (order) => place(tx, order),
  change: async (id, change) =>
    void (await tx
      .update(orders)
      .set(columnsOf(change))
      .where(sql`id = ${id}`)),
  reserveDay: (ask) => reserveDay(tx, ask),
  releaseDay: async ({ userId, day, amount }) =>
    void (await tx.execute(sql`
      update purchase_days set amount_centavos = amount_centavos - ${amount} where user_id = ${userId} and day = ${day}`)),
  addPayment: async (payment) =>
    void (await tx.insert(payments).values({
      id: payment.id,
      orderId: payment.orderId,
      paymentIntentId: payment.intentId,
      capturedCentavos: payment.captured,
      capturedAt: payment.capturedAt,
      isLate: payment.isLate,
    })),
  noteAnomaly: (note) => noteAnomaly(tx, note),
  customerOf: (userId) => customerOf(tx, userId),
  keepCustomer: async (userId, customerId) =>
    void (await tx.insert(paymentCustomers).values({ userId, customerId }).onConflictDoNothing()),
});
