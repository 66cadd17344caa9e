import { sql } from "drizzle-orm";
import { check, date, index, integer, jsonb, pgEnum, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";

import { createdAt, instantColumn, wholeNumber } from "@/db/columns";
import { ORDER_STATUSES, PAYMENT_METHODS } from "@/server/payments/domain/order";
import { REFUND_STATES } from "@/server/payments/domain/refund";

import { fuelEnum } from "./stations";

export const orderStatusEnum = pgEnum("order_status", ORDER_STATUSES);
export const paymentMethodEnum = pgEnum("payment_method", PAYMENT_METHODS);
export const refundStateEnum = pgEnum("refund_state", REFUND_STATES);

/** One wish to buy one coupon. Written before the payment service hears of it. */
export const orders = pgTable(
  "orders",
  {
    id: uuid("id").primaryKey(),
    opId: uuid("op_id").notNull().unique(),
    userId: uuid("user_id").notNull(),
    couponId: uuid("coupon_id").notNull().unique(),
    amountCentavos: wholeNumber("amount_centavos").notNull(),
    fuel: fuelEnum("fuel").notNull(),
    stationId: uuid("station_id"),
    method: paymentMethodEnum("method").notNull(),
    requestHash: text("request_hash").notNull(),
    paymentMethodId: text("payment_method_id"),
    returnUrl: text("return_url").notNull(),
    status: orderStatusEnum("status").notNull(),
    purchaseDay: date("purchase_day").notNull(),
    checkoutSessionId: text("checkout_session_id").unique(),
    checkoutUrl: text("checkout_url"),
    paymentIntentId: text("payment_intent_id").unique(),
    /** Since when a voucher or a transfer is waited for, and until when it can be paid (null: no end of its own). */
    awaitedSince: instantColumn("awaited_since"),
    payBefore: instantColumn("pay_before"),
    failure: text("failure"),
    expiresAt: instantColumn("expires_at").notNull(),
    createdAt: createdAt(),
    settledAt: instantColumn("settled_at"),
  },
  (t) => [
    index("orders_of_user").on(t.userId, t.createdAt),
    index("orders_open")
      .on(t.createdAt)
      .where(sql`${t.status} in ('CREATED', 'AWAITING_PAYMENT')`),
    check("orders_amount", sql`${t.amountCentavos} between 5000 and 1000000`),
    check("orders_settled", sql`(${t.settledAt} is null) = (${t.status} in ('CREATED', 'AWAITING_PAYMENT'))`),
  ],
);

/** Money that arrived, once per order. */
export const payments = pgTable("payments", {
  id: uuid("id").primaryKey(),
  orderId: uuid("order_id")
    .notNull()
    .unique()
    .references(() => orders.id),
  paymentIntentId: text("payment_intent_id").notNull().unique(),
  capturedCentavos: wholeNumber("captured_centavos").notNull(),
  capturedAt: instantColumn("captured_at").notNull(),
});

export const refunds = pgTable(
  "refunds",
  {
    id: uuid("id").primaryKey(),
    paymentId: uuid("payment_id")
      .notNull()
      .references(() => payments.id),
    couponId: uuid("coupon_id").notNull(),
    amountCentavos: wholeNumber("amount_centavos").notNull(),
    state: refundStateEnum("state").notNull(),
    reason: text("reason").notNull(),
    stripeRefundId: text("stripe_refund_id").unique(),
    failure: text("failure"),
    createdAt: createdAt(),
    settledAt: instantColumn("settled_at"),
  },
  (t) => [
    check("refunds_amount", sql`${t.amountCentavos} > 0`),
    index("refunds_of_coupon").on(t.couponId),
    index("refunds_open")
      .on(t.createdAt)
      .where(sql`${t.state} in ('RESERVED', 'PENDING')`),
  ],
);

/** The webhook inbox: an event id is recorded once, before its effect; `payload` says where to look, nothing personal. */
export const webhookEvents = pgTable(
  "webhook_events",
  {
    eventId: text("event_id").primaryKey(),
    type: text("type").notNull(),
    payload: jsonb("payload").notNull(),
    receivedAt: createdAt(),
    processedAt: instantColumn("processed_at"),
    tries: integer("tries").notNull().default(0),
    fault: text("fault"),
  },
  (t) => [
    index("webhook_events_open")
      .on(t.receivedAt)
      .where(sql`${t.processedAt} is null`),
  ],
);

/** A person's customer at the payment service, where a transfer lands. */
export const paymentCustomers = pgTable("payment_customers", {
  userId: uuid("user_id").primaryKey(),
  customerId: text("customer_id").notNull().unique(),
  createdAt: createdAt(),
});

/** What does not add up between the payment service and us; shown to a person, never hidden. */
export const paymentAnomalies = pgTable("payment_anomalies", {
  id: uuid("id").primaryKey(),
  key: text("key").notNull().unique(),
  kind: text("kind").notNull(),
  details: jsonb("details").notNull(),
  noticedAt: createdAt(),
  resolvedAt: instantColumn("resolved_at"),
});

/** Pesos a person bought on a Mexico City day; the guarded update of this row is the daily limit. */
export const purchaseDays = pgTable(
  "purchase_days",
  {
    userId: uuid("user_id").notNull(),
    day: date("day").notNull(),
    amountCentavos: wholeNumber("amount_centavos").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.userId, t.day] }),
    check("purchase_days_limit", sql`${t.amountCentavos} between 0 and 5000000`),
  ],
);
