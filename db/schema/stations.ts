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
  smallint,
  text,
  time,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";

import { createdAt, instantColumn, instantRange, placeColumn } from "@/db/columns";
import { FUELS } from "@/server/kernel/fuel";
import { PERMIT_KINDS, STATION_STATUSES } from "@/server/stations/domain/station";

export const fuelEnum = pgEnum("fuel", FUELS);
export const stationStatusEnum = pgEnum("station_status", STATION_STATUSES);
export const permitKindEnum = pgEnum("permit_kind", PERMIT_KINDS);

export const stations = pgTable(
  "stations",
  {
    id: uuid("id").primaryKey(),
    permit: text("permit").notNull().unique(),
    permitKind: permitKindEnum("permit_kind").notNull().default("RETAIL"),
    placeId: integer("place_id").unique(),
    name: text("name").notNull(),
    brand: text("brand"),
    address: text("address"),
    municipality: text("municipality"),
    state: text("state"),
    postalCode: text("postal_code"),
    location: placeColumn("location").notNull(),
    timeZone: text("time_zone").notNull(),
    status: stationStatusEnum("status").notNull().default("ACTIVE"),
    acceptsCoupons: boolean("accepts_coupons").notNull().default(false),
    contractDate: date("contract_date"),
    isOpenAllDay: boolean("is_open_all_day").notNull().default(false),
    services: text("services")
      .array()
      .notNull()
      .default(sql`'{}'`),
    ratingSum: integer("rating_sum").notNull().default(0),
    reviewCount: integer("review_count").notNull().default(0),
    source: text("source").notNull(),
    createdAt: createdAt(),
    updatedAt: instantColumn("updated_at")
      .notNull()
      .default(sql`now()`),
  },
  (t) => [
    index("stations_location").using("gist", sql`(${t.location}::geography)`),
    check("stations_source", sql`${t.source} in ('REGULATOR', 'ADMIN')`),
    check("stations_network_needs_contract", sql`not ${t.acceptsCoupons} or ${t.contractDate} is not null`),
    check(
      "stations_review_counts",
      sql`${t.reviewCount} >= 0 and ${t.ratingSum} between ${t.reviewCount} and ${t.reviewCount} * 5`,
    ),
  ],
);

/** Opening hours by ISO weekday (1 = Monday); a closing time not after the opening time ends on the next day. */
export const stationHours = pgTable(
  "station_hours",
  {
    stationId: uuid("station_id")
      .notNull()
      .references(() => stations.id),
    weekday: smallint("weekday").notNull(),
    opensAt: time("opens_at").notNull(),
    closesAt: time("closes_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.stationId, t.weekday, t.opensAt] }),
    check("station_hours_weekday", sql`${t.weekday} between 1 and 7`),
  ],
);

export const pumps = pgTable(
  "pumps",
  {
    stationId: uuid("station_id")
      .notNull()
      .references(() => stations.id),
    number: smallint("number").notNull(),
    fuels: fuelEnum("fuels").array().notNull(),
  },
  (t) => [primaryKey({ columns: [t.stationId, t.number] }), check("pumps_number", sql`${t.number} between 1 and 99`)],
);

/** Who works where and when, as attendant or manager (the person's role says which). */
export const assignments = pgTable(
  "assignments",
  {
    id: uuid("id").primaryKey(),
    userId: uuid("user_id").notNull(),
    stationId: uuid("station_id")
      .notNull()
      .references(() => stations.id),
    valid: instantRange("valid").notNull(),
    createdAt: createdAt(),
  },
  (t) => [index("assignments_of_user").on(t.userId), index("assignments_at_station").on(t.stationId)],
);

/** Price per litre over a half-open range; an exclusion constraint keeps ranges of a fuel apart. */
export const pricePeriods = pgTable(
  "price_periods",
  {
    id: uuid("id").primaryKey(),
    stationId: uuid("station_id")
      .notNull()
      .references(() => stations.id),
    fuel: fuelEnum("fuel").notNull(),
    priceTenthMilli: integer("price_tenth_milli").notNull(),
    valid: instantRange("valid").notNull(),
    source: text("source").notNull(),
    actorId: uuid("actor_id"),
    recordedAt: instantColumn("recorded_at")
      .notNull()
      .default(sql`now()`),
  },
  (t) => [
    check("price_periods_price", sql`${t.priceTenthMilli} between 10000 and 9999999`),
    uniqueIndex("price_periods_open")
      .on(t.stationId, t.fuel)
      .where(sql`upper_inf(${t.valid})`),
  ],
);

/** A change beyond what a manager may set alone; at most one open request a fuel and station. */
export const priceChangeRequests = pgTable(
  "price_change_requests",
  {
    id: uuid("id").primaryKey(),
    stationId: uuid("station_id")
      .notNull()
      .references(() => stations.id),
    fuel: fuelEnum("fuel").notNull(),
    priceTenthMilli: integer("price_tenth_milli").notNull(),
    /** The price that held when the change was asked for. */
    currentTenthMilli: integer("current_tenth_milli").notNull(),
    /** Null: from the moment of the approval on. */
    effectiveFrom: instantColumn("effective_from"),
    state: text("state").notNull(),
    requestedBy: uuid("requested_by").notNull(),
    decidedBy: uuid("decided_by"),
    decidedAt: instantColumn("decided_at"),
    createdAt: createdAt(),
  },
  (t) => [
    check("price_change_requests_state", sql`${t.state} in ('PENDING_APPROVAL', 'APPROVED', 'REJECTED', 'SUPERSEDED')`),
    uniqueIndex("price_change_requests_open")
      .on(t.stationId, t.fuel)
      .where(sql`${t.state} = 'PENDING_APPROVAL'`),
  ],
);

/** What somebody read off the board of the station, beside the price we charged at that moment. */
export const boardChecks = pgTable(
  "board_checks",
  {
    id: uuid("id").primaryKey(),
    stationId: uuid("station_id")
      .notNull()
      .references(() => stations.id),
    fuel: fuelEnum("fuel").notNull(),
    boardTenthMilli: integer("board_tenth_milli").notNull(),
    priceTenthMilli: integer("price_tenth_milli"),
    actorId: uuid("actor_id").notNull(),
    checkedAt: instantColumn("checked_at").notNull(),
  },
  (t) => [index("board_checks_of_station").on(t.stationId, t.fuel, t.checkedAt)],
);

export const reviews = pgTable(
  "reviews",
  {
    id: uuid("id").primaryKey(),
    stationId: uuid("station_id")
      .notNull()
      .references(() => stations.id),
    userId: uuid("user_id").notNull(),
    redemptionId: uuid("redemption_id").notNull().unique(),
    stars: smallint("stars").notNull(),
    body: text("body"),
    createdAt: createdAt(),
  },
  (t) => [
    index("reviews_of_station").on(t.stationId, t.createdAt),
    check("reviews_stars", sql`${t.stars} between 1 and 5`),
  ],
);

/** One reading of the regulator's feed; `touchedAt` says that the process is alive, so that a killed one does not block the next. */
export const importRuns = pgTable(
  "import_runs",
  {
    id: uuid("id").primaryKey(),
    feed: text("feed").notNull(),
    asOf: instantColumn("as_of").notNull(),
    placesSha256: text("places_sha256").notNull(),
    pricesSha256: text("prices_sha256").notNull(),
    state: text("state").notNull(),
    report: jsonb("report").notNull(),
    startedAt: createdAt(),
    touchedAt: instantColumn("touched_at")
      .notNull()
      .default(sql`now()`),
    finishedAt: instantColumn("finished_at"),
  },
  (t) => [
    check("import_runs_state", sql`${t.state} in ('RUNNING', 'DONE', 'REFUSED', 'FAILED', 'ABANDONED')`),
    uniqueIndex("import_runs_one_at_a_time")
      .on(t.feed)
      .where(sql`${t.state} = 'RUNNING'`),
    index("import_runs_done").on(t.feed, t.state, t.asOf),
  ],
);

export const importRejects = pgTable(
  "import_rejects",
  {
    id: uuid("id").primaryKey(),
    runId: uuid("run_id")
      .notNull()
      .references(() => importRuns.id),
    placeId: text("place_id"),
    permit: text("permit"),
    kind: text("kind").notNull(),
    reason: text("reason").notNull(),
    raw: text("raw").notNull(),
  },
  (t) => [index("import_rejects_of_run").on(t.runId)],
);
