import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  date,
  index,
  integer,
  pgTable,
  primaryKey,
  smallint,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";

import { createdAt, instantColumn, wholeNumber } from "@/db/columns";

import { files } from "./shared";
import { fuelEnum } from "./stations";

/** What an advertiser pays for, where and until when; money is promised at a view's start and taken at its end. */
export const campaigns = pgTable(
  "campaigns",
  {
    id: uuid("id").primaryKey(),
    advertiserId: uuid("advertiser_id").notNull(),
    name: text("name").notNull(),
    targetUrl: text("target_url").notNull(),
    status: text("status").notNull().default("DRAFT"),
    startsAt: instantColumn("starts_at").notNull(),
    endsAt: instantColumn("ends_at").notNull(),
    /** Null in any of these: wherever, whatever, whenever. Hours are of the station's clock, from inclusive, to exclusive. */
    stationIds: uuid("station_ids").array(),
    states: text("states").array(),
    fuels: fuelEnum("fuels").array(),
    hourFrom: smallint("hour_from"),
    hourTo: smallint("hour_to"),
    budgetCentavos: wholeNumber("budget_centavos").notNull(),
    dailyBudgetCentavos: wholeNumber("daily_budget_centavos").notNull(),
    pricePerViewCentavos: wholeNumber("price_per_view_centavos").notNull(),
    reservedCentavos: wholeNumber("reserved_centavos").notNull().default(0),
    capturedCentavos: wholeNumber("captured_centavos").notNull().default(0),
    decidedBy: uuid("decided_by"),
    decisionReason: text("decision_reason"),
    createdAt: createdAt(),
  },
  (t) => [
    index("campaigns_of_advertiser").on(t.advertiserId, t.id),
    index("campaigns_running")
      .on(t.startsAt, t.endsAt)
      .where(sql`${t.status} = 'ACTIVE'`),
    check(
      "campaigns_status",
      sql`${t.status} in ('DRAFT', 'PENDING_APPROVAL', 'ACTIVE', 'PAUSED', 'COMPLETED', 'REJECTED')`,
    ),
    check("campaigns_dates", sql`${t.startsAt} < ${t.endsAt}`),
    check(
      "campaigns_hours",
      sql`(${t.hourFrom} is null) = (${t.hourTo} is null) and ${t.hourFrom} between 0 and 23 and ${t.hourTo} between 1 and 24`,
    ),
    check("campaigns_price", sql`${t.pricePerViewCentavos} > 0 and ${t.dailyBudgetCentavos} <= ${t.budgetCentavos}`),
    check(
      "campaigns_budget",
      sql`${t.reservedCentavos} >= 0 and ${t.capturedCentavos} >= 0 and ${t.reservedCentavos} + ${t.capturedCentavos} <= ${t.budgetCentavos}`,
    ),
  ],
);

/** What a campaign promised and paid on one day of Mexico City. */
export const campaignDays = pgTable(
  "campaign_days",
  {
    campaignId: uuid("campaign_id")
      .notNull()
      .references(() => campaigns.id),
    day: date("day").notNull(),
    reservedCentavos: wholeNumber("reserved_centavos").notNull().default(0),
    capturedCentavos: wholeNumber("captured_centavos").notNull().default(0),
  },
  (t) => [
    primaryKey({ columns: [t.campaignId, t.day] }),
    check("campaign_days_counts", sql`${t.reservedCentavos} >= 0 and ${t.capturedCentavos} >= 0`),
  ],
);

/** One picture with a title: what is shown. */
export const creatives = pgTable(
  "creatives",
  {
    id: uuid("id").primaryKey(),
    campaignId: uuid("campaign_id")
      .notNull()
      .references(() => campaigns.id),
    title: text("title").notNull(),
    fileId: uuid("file_id")
      .notNull()
      .references(() => files.id),
  },
  (t) => [index("creatives_of_campaign").on(t.campaignId)],
);

/** One person watching one ad for one step of one redemption's ladder, as the server measured it. */
export const adSessions = pgTable(
  "ad_sessions",
  {
    id: uuid("id").primaryKey(),
    userId: uuid("user_id").notNull(),
    redemptionId: uuid("redemption_id").notNull(),
    stationId: uuid("station_id").notNull(),
    campaignId: uuid("campaign_id")
      .notNull()
      .references(() => campaigns.id),
    creativeId: uuid("creative_id")
      .notNull()
      .references(() => creatives.id),
    step: smallint("step").notNull(),
    durationSeconds: integer("duration_seconds").notNull(),
    priceCentavos: wholeNumber("price_centavos").notNull(),
    /** Whose budget of the day it is on. */
    day: date("day").notNull(),
    status: text("status").notNull().default("OPEN"),
    startedAt: instantColumn("started_at").notNull(),
    lastBeatAt: instantColumn("last_beat_at").notNull(),
    isVisible: boolean("is_visible").notNull().default(true),
    visibleMs: integer("visible_ms").notNull().default(0),
    endedAt: instantColumn("ended_at"),
    clickedAt: instantColumn("clicked_at"),
    /** Set where it was watched: the tickets this step earned, before any cap. */
    tickets: integer("tickets"),
  },
  (t) => [
    uniqueIndex("ad_sessions_one_tab")
      .on(t.userId)
      .where(sql`${t.status} = 'OPEN'`),
    uniqueIndex("ad_sessions_step_once")
      .on(t.redemptionId, t.step)
      .where(sql`${t.status} = 'WATCHED'`),
    index("ad_sessions_seen").on(t.userId, t.day),
    index("ad_sessions_of_campaign").on(t.campaignId, t.day),
    check("ad_sessions_status", sql`${t.status} in ('OPEN', 'WATCHED', 'LEFT')`),
    check("ad_sessions_step", sql`${t.step} between 1 and 10`),
    check("ad_sessions_ended", sql`(${t.status} = 'OPEN') = (${t.endedAt} is null)`),
    check("ad_sessions_tickets", sql`(${t.status} = 'WATCHED') = (${t.tickets} is not null)`),
  ],
);
