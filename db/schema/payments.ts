import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  date,
  index,
  integer,
  jsonb,
  pgEnum,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";

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
  /** Came when its order was over: no coupon, a debt to the buyer at once. */
  isLate: boolean("is_late").notNull().default(false),
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
    /** What an admin wrote where it was theirs to decide. */
    note: text("note"),
    /** The redemption whose void owes it, where the coupon was gone by then. */
    voidOf: uuid("void_of").unique(),
    stripeRefundId: text("stripe_refund_id").unique(),
    failure: text("failure"),
    /** The buyer's account, sealed; only its last four digits are ever shown in lists. */
    clabeSealed: text("clabe_sealed"),
    clabeLast4: text("clabe_last4"),
    createdAt: createdAt(),
    settledAt: instantColumn("settled_at"),
  },
  (t) => [
    check("refunds_amount", sql`${t.amountCentavos} > 0`),
    check("refunds_account", sql`(${t.clabeSealed} is null) = (${t.clabeLast4} is null)`),
    index("refunds_unpaid")
      .on(t.createdAt, t.id)
      .where(sql`${t.state} in ('RESERVED', 'PENDING', 'FAILED', 'BY_HAND')`),
    index("refunds_of_coupon").on(t.couponId),
    index("refunds_open")
      .on(t.createdAt)
      .where(sql`${t.state} in ('RESERVED', 'PENDING')`),
  ],
);

/** One try to pay a refund: through the payment service, or by a transfer that two admins stand for. */
export const refundPayouts = pgTable(
  "refund_payouts",
  {
    id: uuid("id").primaryKey(),
    refundId: uuid("refund_id")
      .notNull()
      .references(() => refunds.id),
    way: text("way").notNull(),
    state: text("state").notNull(),
    amountCentavos: wholeNumber("amount_centavos").notNull(),
    stripeRefundId: text("stripe_refund_id").unique(),
    /** The transfer's tracking key, as the bank wrote it. */
    reference: text("reference"),
    recordedBy: uuid("recorded_by"),
    confirmedBy: uuid("confirmed_by"),
    failure: text("failure"),
    createdAt: createdAt(),
    settledAt: instantColumn("settled_at"),
  },
  (t) => [
    uniqueIndex("refund_payouts_one_at_a_time")
      .on(t.refundId)
      .where(sql`${t.state} in ('ASKED', 'PENDING', 'PROPOSED', 'SUCCEEDED')`),
    index("refund_payouts_of_refund").on(t.refundId, t.createdAt),
    check("refund_payouts_way", sql`${t.way} in ('SERVICE', 'TRANSFER')`),
    check(
      "refund_payouts_state",
      sql`case ${t.way} when 'SERVICE' then ${t.state} in ('ASKED', 'PENDING', 'SUCCEEDED', 'FAILED', 'RETURNED') else ${t.state} in ('PROPOSED', 'SUCCEEDED', 'REJECTED') end`,
    ),
    check(
      "refund_payouts_two_people",
      sql`${t.way} <> 'TRANSFER' or (${t.reference} is not null and ${t.recordedBy} is not null and ((${t.confirmedBy} is not null) = (${t.state} <> 'PROPOSED')) and ${t.confirmedBy} is distinct from ${t.recordedBy})`,
    ),
  ],
);

/** A buyer's claim at their bank, once per claim of the payment service. */
export const disputes = pgTable(
  "disputes",
  {
    id: uuid("id").primaryKey(),
    serviceId: text("service_id").notNull().unique(),
    paymentId: uuid("payment_id")
      .notNull()
      .references(() => payments.id),
    couponId: uuid("coupon_id").notNull(),
    /** What the bank took. */
    amountCentavos: wholeNumber("amount_centavos").notNull(),
    /** What was unspent then, and was frozen. */
    frozenCentavos: wholeNumber("frozen_centavos").notNull(),
    /** Whether the bank has taken the money: an inquiry takes none. */
    isTaken: boolean("is_taken").notNull(),
    state: text("state").notNull(),
    reason: text("reason").notNull(),
    openedAt: instantColumn("opened_at").notNull(),
    closedAt: instantColumn("closed_at"),
  },
  (t) => [
    index("disputes_of_coupon").on(t.couponId),
    index("disputes_in_time").on(t.openedAt, t.id),
    check("disputes_state", sql`${t.state} in ('OPEN', 'WON', 'LOST')`),
    check("disputes_closed", sql`(${t.closedAt} is null) = (${t.state} = 'OPEN')`),
    check("disputes_amounts", sql`${t.amountCentavos} > 0 and ${t.frozenCentavos} >= 0`),
  ],
);

/** The payment service's own lines about our balance, as read for the daily comparison; append-only. */
export const serviceMovements = pgTable(
  "service_movements",
  {
    id: uuid("id").primaryKey(),
    serviceId: text("service_id").notNull().unique(),
    kind: text("kind").notNull(),
    amountCentavos: wholeNumber("amount_centavos").notNull(),
    feeCentavos: wholeNumber("fee_centavos").notNull(),
    currency: text("currency").notNull(),
    intentId: text("intent_id"),
    refundId: text("refund_id"),
    disputeId: text("dispute_id"),
    occurredAt: instantColumn("occurred_at").notNull(),
    recordedAt: instantColumn("recorded_at").notNull(),
  },
  (t) => [index("service_movements_in_time").on(t.occurredAt), index("service_movements_of_intent").on(t.intentId)],
);

/** One comparison of one Mexico City day with the payment service. */
export const reconciliations = pgTable(
  "reconciliations",
  {
    id: uuid("id").primaryKey(),
    day: date("day").notNull(),
    runBy: text("run_by").notNull(),
    movements: integer("movements").notNull(),
    entries: integer("entries").notNull(),
    matched: integer("matched").notNull(),
    differences: integer("differences").notNull(),
    feesCentavos: wholeNumber("fees_centavos").notNull(),
    ranAt: instantColumn("ran_at").notNull(),
  },
  (t) => [index("reconciliations_of_day").on(t.day, t.ranAt)],
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
export const paymentAnomalies = pgTable(
  "payment_anomalies",
  {
    id: uuid("id").primaryKey(),
    key: text("key").notNull().unique(),
    kind: text("kind").notNull(),
    details: jsonb("details").notNull(),
    noticedAt: createdAt(),
    /** A person looked and wrote what they found; the row stays. */
    resolvedAt: instantColumn("resolved_at"),
    resolvedBy: uuid("resolved_by"),
    note: text("note"),
  },
  (t) => [
    index("payment_anomalies_in_time").on(t.noticedAt, t.id),
    check(
      "payment_anomalies_resolved_whole",
      sql`(${t.resolvedAt} is null) = (${t.note} is null) and (${t.resolvedAt} is null) = (${t.resolvedBy} is null)`,
    ),
  ],
);

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
