import { sql } from "drizzle-orm";
import {
  type AnyPgColumn,
  boolean,
  check,
  index,
  integer,
  pgEnum,
  pgTable,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";

import { createdAt, instantColumn } from "@/db/columns";
import { ROLES } from "@/server/auth/domain/role";

export const roleEnum = pgEnum("role", ROLES);

/** E-mail and phone are stored normalised (lower case NFKC; E.164), so that uniqueness means the same person. */
export const users = pgTable(
  "users",
  {
    id: uuid("id").primaryKey(),
    email: text("email").notNull().unique(),
    phone: text("phone").unique(),
    firstName: text("first_name").notNull(),
    lastName: text("last_name").notNull(),
    role: roleEnum("role").notNull().default("CUSTOMER"),
    passwordHash: text("password_hash").notNull(),
    emailVerifiedAt: instantColumn("email_verified_at"),
    phoneVerifiedAt: instantColumn("phone_verified_at"),
    isActive: boolean("is_active").notNull().default(true),
    totpSecret: text("totp_secret"),
    totpConfirmedAt: instantColumn("totp_confirmed_at"),
    totpLastStep: integer("totp_last_step"),
    permissionVersion: integer("permission_version").notNull().default(1),
    locale: text("locale").notNull().default("es-MX"),
    isDemo: boolean("is_demo").notNull().default(false),
    createdAt: createdAt(),
    lastLoginAt: instantColumn("last_login_at"),
  },
  (t) => [index("users_by_creation").on(t.createdAt, t.id)],
);

/** One row per signed-in device; the access token names it as `sid`. */
export const userSessions = pgTable(
  "user_sessions",
  {
    id: uuid("id").primaryKey(),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id),
    refreshHash: text("refresh_hash").notNull().unique(),
    rotatedAt: instantColumn("rotated_at"),
    rotations: integer("rotations").notNull().default(0),
    deviceLabel: text("device_label").notNull(),
    /** The paired device it was opened on with a PIN: it is worth nothing anywhere else. */
    stationDeviceId: uuid("station_device_id").references((): AnyPgColumn => stationDevices.id),
    mfaAt: instantColumn("mfa_at"),
    createdAt: createdAt(),
    expiresAt: instantColumn("expires_at").notNull(),
    revokedAt: instantColumn("revoked_at"),
    revokedReason: text("revoked_reason"),
  },
  (t) => [
    index("sessions_of_user").on(t.userId, t.createdAt),
    index("sessions_on_station_device")
      .on(t.stationDeviceId)
      .where(sql`${t.stationDeviceId} is not null and ${t.revokedAt} is null`),
  ],
);

/** Devices that attendants of a station share. The code of the pairing and the key of the device are kept as hashes. */
export const stationDevices = pgTable(
  "station_devices",
  {
    id: uuid("id").primaryKey(),
    stationId: uuid("station_id").notNull(),
    name: text("name").notNull(),
    pairingHash: text("pairing_hash").unique(),
    pairingExpiresAt: instantColumn("pairing_expires_at").notNull(),
    keyHash: text("key_hash").unique(),
    offeredBy: uuid("offered_by")
      .notNull()
      .references(() => users.id),
    createdAt: createdAt(),
    pairedAt: instantColumn("paired_at"),
    revokedAt: instantColumn("revoked_at"),
    revokedBy: uuid("revoked_by").references(() => users.id),
  },
  (t) => [
    index("station_devices_of_station").on(t.stationId, t.createdAt),
    check("station_devices_paired_whole", sql`(${t.keyHash} is null) = (${t.pairedAt} is null)`),
    check("station_devices_paired_once", sql`${t.pairedAt} is null or ${t.pairingHash} is null`),
    check("station_devices_revoked_whole", sql`(${t.revokedAt} is null) = (${t.revokedBy} is null)`),
  ],
);

/** Known devices of a person: a sign-in from one does not share the throttle of strangers. */
export const devices = pgTable(
  "devices",
  {
    id: uuid("id").primaryKey(),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id),
    tokenHash: text("token_hash").notNull().unique(),
    label: text("label").notNull(),
    createdAt: createdAt(),
    lastSeenAt: instantColumn("last_seen_at"),
    revokedAt: instantColumn("revoked_at"),
  },
  (t) => [index("devices_of_user").on(t.userId)],
);

/** E-mail verification, password reset and one-time codes: hashed, short, few tries, single use. */
export const oneTimeCodes = pgTable(
  "one_time_codes",
  {
    id: uuid("id").primaryKey(),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id),
    purpose: text("purpose").notNull(),
    /** A keyed hash of the address or number it was sent to: codes are counted by it and die with a change of it. */
    subject: text("subject").notNull(),
    codeHash: text("code_hash").notNull().unique(),
    tries: integer("tries").notNull().default(0),
    expiresAt: instantColumn("expires_at").notNull(),
    usedAt: instantColumn("used_at"),
    createdAt: createdAt(),
  },
  (t) => [
    index("codes_of_user").on(t.userId, t.purpose, t.createdAt),
    index("codes_by_subject").on(t.subject, t.purpose, t.createdAt),
    check("codes_few_tries", sql`${t.tries} between 0 and 10`),
  ],
);

export const recoveryCodes = pgTable("recovery_codes", {
  id: uuid("id").primaryKey(),
  userId: uuid("user_id")
    .notNull()
    .references(() => users.id),
  codeHash: text("code_hash").notNull().unique(),
  usedAt: instantColumn("used_at"),
});

/** Keys by purpose; the private half is encrypted with the master key. One signs at a time, so two first boots agree. */
export const signingKeys = pgTable(
  "signing_keys",
  {
    kid: text("kid").primaryKey(),
    purpose: text("purpose").notNull(),
    state: text("state").notNull(),
    algorithm: text("algorithm").notNull(),
    publicKey: text("public_key").notNull(),
    privateKeySealed: text("private_key_sealed").notNull(),
    createdAt: createdAt(),
    retiredAt: instantColumn("retired_at"),
  },
  (t) => [
    uniqueIndex("signing_keys_one_active")
      .on(t.purpose)
      .where(sql`${t.state} = 'ACTIVE'`),
    check("signing_keys_state", sql`${t.state} in ('ACTIVE', 'VERIFY_ONLY', 'REVOKED')`),
  ],
);

/** Failed tries per (account, device) and per account over unknown devices; rows are counters, never locks. */
export const loginThrottles = pgTable("login_throttles", {
  key: text("key").primaryKey(),
  failures: integer("failures").notNull(),
  windowStart: instantColumn("window_start").notNull(),
});

/** Six digits: a manager's authority on an attendant's screen, an attendant's way onto a paired device and nowhere else. */
export const pins = pgTable("pins", {
  userId: uuid("user_id")
    .primaryKey()
    .references(() => users.id),
  pinHash: text("pin_hash").notNull(),
  setAt: instantColumn("set_at").notNull(),
});

export const consents = pgTable(
  "consents",
  {
    id: uuid("id").primaryKey(),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id),
    document: text("document").notNull(),
    version: text("version").notNull(),
    givenAt: instantColumn("given_at").notNull(),
  },
  (t) => [index("consents_of_user").on(t.userId)],
);
