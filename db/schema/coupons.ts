import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgEnum,
  pgTable,
  primaryKey,
  smallint,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";

import { createdAt, instantColumn, placeColumn, wholeNumber } from "@/db/columns";
import { COUPON_STATUSES } from "@/server/coupons/domain/coupon-status";

import { fuelEnum } from "./stations";

export const couponStatusEnum = pgEnum("coupon_status", COUPON_STATUSES);

export const coupons = pgTable(
  "coupons",
  {
    id: uuid("id").primaryKey(),
    userId: uuid("user_id").notNull(),
    stationId: uuid("station_id"),
    fuel: fuelEnum("fuel").notNull(),
    faceCentavos: wholeNumber("face_centavos").notNull(),
    balanceCentavos: wholeNumber("balance_centavos").notNull(),
    /** Pesos ever redeemed; grows only (a void does not lower it): tickets are its whole hundreds. */
    redeemedCentavos: wholeNumber("redeemed_centavos").notNull().default(0),
    status: couponStatusEnum("status").notNull(),
    statusBefore: couponStatusEnum("status_before"),
    isPrize: boolean("is_prize").notNull().default(false),
    shortCode: text("short_code").unique(),
    qrKid: text("qr_kid"),
    qrVersion: smallint("qr_version").notNull().default(0),
    qrIssuedAt: instantColumn("qr_issued_at"),
    qrCode: text("qr_code"),
    qrRegenerations: smallint("qr_regenerations").notNull().default(0),
    expiresAt: instantColumn("expires_at"),
    activatedAt: instantColumn("activated_at"),
    /** The dispute that is open, or was lost: where money that comes back goes meanwhile. */
    disputeId: uuid("dispute_id"),
    /** The nearest reminder of the expiry that was sent: 14, 3 or 1 days before. */
    remindedDays: smallint("reminded_days"),
    createdAt: createdAt(),
  },
  (t) => [
    check(
      "coupons_suspended_is_disputed",
      sql`${t.status} <> 'SUSPENDED' or (${t.disputeId} is not null and ${t.statusBefore} is not null)`,
    ),
    check("coupons_balance", sql`${t.balanceCentavos} between 0 and ${t.faceCentavos}`),
    check("coupons_face", sql`${t.faceCentavos} between 5000 and 1000000`),
    check("coupons_redeemed", sql`${t.redeemedCentavos} >= 0`),
    check("coupons_regenerations", sql`${t.qrRegenerations} between 0 and 3`),
    check(
      "coupons_spendable_is_complete",
      sql`${t.status} in ('PENDING_PAYMENT', 'PAYMENT_FAILED', 'CANCELLED') or (${t.activatedAt} is not null and ${t.expiresAt} is not null and ${t.qrCode} is not null and ${t.shortCode} is not null)`,
    ),
    check(
      "coupons_unpaid_is_empty",
      sql`${t.status} not in ('PENDING_PAYMENT', 'PAYMENT_FAILED') or ${t.balanceCentavos} = 0`,
    ),
    index("coupons_spendable_of_user")
      .on(t.userId, t.status)
      .where(sql`${t.status} in ('ACTIVE', 'PARTIALLY_REDEEMED')`),
    index("coupons_of_user").on(t.userId, t.createdAt, t.id),
    index("coupons_expiring")
      .on(t.expiresAt)
      .where(sql`${t.status} in ('ACTIVE', 'PARTIALLY_REDEEMED')`),
  ],
);

/** An attendant's working time at one station; the first redemption opens it. */
export const shifts = pgTable(
  "shifts",
  {
    id: uuid("id").primaryKey(),
    attendantId: uuid("attendant_id").notNull(),
    stationId: uuid("station_id").notNull(),
    openedAt: instantColumn("opened_at").notNull(),
    closedAt: instantColumn("closed_at"),
    /** What the shift came to, counted under the lock that closed it; null while open, and in planted history. */
    summary: jsonb("summary"),
  },
  (t) => [
    uniqueIndex("shifts_open")
      .on(t.attendantId, t.stationId)
      .where(sql`${t.closedAt} is null`),
    index("shifts_of_attendant").on(t.attendantId, t.openedAt),
  ],
);

/** The one place where a redemption id and an operation id are unique: the partitioned table cannot hold that. */
export const redemptionKeys = pgTable(
  "redemption_keys",
  {
    redemptionId: uuid("redemption_id").primaryKey(),
    opId: uuid("op_id").notNull().unique(),
    couponId: uuid("coupon_id")
      .notNull()
      .references(() => coupons.id),
    redeemedAt: instantColumn("redeemed_at").notNull(),
  },
  (t) => [index("redemption_keys_of_coupon").on(t.couponId, t.redeemedAt)],
);

/** Partitioned by month on `redeemed_at` (custom SQL in the migration); other tables refer to `redemption_keys`. */
export const redemptions = pgTable(
  "redemptions",
  {
    id: uuid("id").notNull(),
    redeemedAt: instantColumn("redeemed_at").notNull(),
    couponId: uuid("coupon_id").notNull(),
    userId: uuid("user_id").notNull(),
    stationId: uuid("station_id").notNull(),
    pumpNumber: smallint("pump_number").notNull(),
    attendantId: uuid("attendant_id").notNull(),
    shiftId: uuid("shift_id").notNull(),
    sessionId: uuid("session_id"),
    /** The paired device it was taken on, as its session says; null where somebody came with a password. */
    stationDeviceId: uuid("station_device_id"),
    fuel: fuelEnum("fuel").notNull(),
    askedIn: text("asked_in").notNull(),
    volumeMillilitres: wholeNumber("volume_millilitres").notNull(),
    priceTenthMilli: integer("price_tenth_milli").notNull(),
    costCentavos: wholeNumber("cost_centavos").notNull(),
    balanceAfterCentavos: wholeNumber("balance_after_centavos").notNull(),
    redeemedBeforeCentavos: wholeNumber("redeemed_before_centavos").notNull(),
    redeemedAfterCentavos: wholeNumber("redeemed_after_centavos").notNull(),
    ticketsEarned: integer("tickets_earned").notNull(),
    ticketRule: smallint("ticket_rule").notNull().default(1),
    location: placeColumn("location"),
    reference: text("reference").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.id, t.redeemedAt] }),
    check("redemptions_asked_in", sql`${t.askedIn} in ('LITRES', 'PESOS')`),
    check("redemptions_positive", sql`${t.volumeMillilitres} > 0 and ${t.costCentavos} > 0`),
    check("redemptions_chain", sql`${t.redeemedAfterCentavos} = ${t.redeemedBeforeCentavos} + ${t.costCentavos}`),
    index("redemptions_recent").on(t.redeemedAt.desc()),
    index("redemptions_of_coupon").on(t.couponId, t.redeemedAt),
    index("redemptions_at_station").on(t.stationId, t.redeemedAt),
    index("redemptions_by_attendant").on(t.attendantId, t.redeemedAt),
    index("redemptions_of_user").on(t.userId, t.redeemedAt),
  ],
);

/** A compensating entry, never an edit: one per redemption. */
export const redemptionVoids = pgTable("redemption_voids", {
  redemptionId: uuid("redemption_id")
    .primaryKey()
    .references(() => redemptionKeys.redemptionId),
  opId: uuid("op_id").notNull().unique(),
  shiftId: uuid("shift_id").notNull(),
  /** Whose right it was: the attendant within the minute, else a manager. */
  voidedBy: uuid("voided_by").notNull(),
  /** Whose screen it was, where a manager typed a PIN there. */
  requestedBy: uuid("requested_by"),
  reason: text("reason").notNull(),
  returnedTo: text("returned_to").notNull(),
  voidedAt: instantColumn("voided_at").notNull(),
});

/** Each look at a code, with its outcome; holds no code. */
export const validationAttempts = pgTable(
  "validation_attempts",
  {
    id: uuid("id").primaryKey(),
    actorId: uuid("actor_id").notNull(),
    /** The device: each sign-in counts as one. */
    sessionId: uuid("session_id"),
    couponId: uuid("coupon_id"),
    stationId: uuid("station_id"),
    way: text("way").notNull(),
    asked: text("asked").notNull().default("PREVIEW"),
    outcome: text("outcome").notNull(),
    at: instantColumn("at").notNull(),
  },
  (t) => [
    index("validation_attempts_by_actor").on(t.actorId, t.at),
    index("validation_attempts_of_coupon").on(t.couponId, t.at),
    check("validation_attempts_way", sql`${t.way} in ('QR', 'SHORT_CODE')`),
    check("validation_attempts_asked", sql`${t.asked} in ('PREVIEW', 'REDEMPTION')`),
  ],
);

/** Wrong short codes of one person since the last quiet window: typing slows down, a signed code never does. */
export const codeThrottles = pgTable(
  "code_throttles",
  {
    actorId: uuid("actor_id").primaryKey(),
    wrong: integer("wrong").notNull(),
    lastWrongAt: instantColumn("last_wrong_at").notNull(),
  },
  (t) => [check("code_throttles_counts", sql`${t.wrong} >= 0`)],
);

/** Fraud rules score and flag for review; one flag per rule and matter, whatever is read twice. */
export const fraudFlags = pgTable(
  "fraud_flags",
  {
    id: uuid("id").primaryKey(),
    rule: text("rule").notNull(),
    /** What the rule counts as one matter: a redemption, a coupon's day, an attendant's ten minutes. */
    matter: text("matter").notNull(),
    redemptionId: uuid("redemption_id"),
    couponId: uuid("coupon_id"),
    attendantId: uuid("attendant_id"),
    stationId: uuid("station_id"),
    score: smallint("score").notNull(),
    /** Numbers and words the rule went by; no place, no contact. */
    evidence: jsonb("evidence").notNull(),
    flaggedAt: instantColumn("flagged_at").notNull(),
    verdict: text("verdict"),
    note: text("note"),
    reviewedBy: uuid("reviewed_by"),
    reviewedAt: instantColumn("reviewed_at"),
  },
  (t) => [
    unique("fraud_flags_once").on(t.rule, t.matter),
    index("fraud_flags_open")
      .on(t.flaggedAt, t.id)
      .where(sql`${t.verdict} is null`),
    index("fraud_flags_by_time").on(t.flaggedAt, t.id),
    check("fraud_flags_score", sql`${t.score} between 1 and 100`),
    check("fraud_flags_verdict", sql`${t.verdict} in ('DISMISSED', 'CONFIRMED')`),
    check(
      "fraud_flags_reviewed_whole",
      sql`(${t.verdict} is null) = (${t.reviewedBy} is null) and (${t.verdict} is null) = (${t.reviewedAt} is null) and (${t.verdict} is null) = (${t.note} is null)`,
    ),
  ],
);
