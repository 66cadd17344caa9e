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
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";

import { bytes, createdAt, instantColumn, wholeNumber } from "@/db/columns";
import { RAFFLE_STATUSES, TICKET_SOURCES } from "@/server/raffles/domain/raffle-words";

export const raffleStatusEnum = pgEnum("raffle_status", RAFFLE_STATUSES);
export const ticketSourceEnum = pgEnum("ticket_source", TICKET_SOURCES);

/** A raffle and the growing edge of its ticket log (leaves, tickets, peaks of the Merkle-sum tree). */
export const raffles = pgTable(
  "raffles",
  {
    id: uuid("id").primaryKey(),
    name: text("name").notNull(),
    description: text("description").notNull(),
    permitNumber: text("permit_number").notNull(),
    territory: text("territory").notNull(),
    status: raffleStatusEnum("status").notNull().default("DRAFT"),
    startsAt: instantColumn("starts_at").notNull(),
    closesAt: instantColumn("closes_at").notNull(),
    drawAt: instantColumn("draw_at").notNull(),
    opensAt: instantColumn("opens_at"),
    stationIds: uuid("station_ids").array(),
    noticeSeconds: integer("notice_seconds").notNull(),
    pesosPerTicketCentavos: wholeNumber("pesos_per_ticket_centavos").notNull().default(10_000),
    maxTicketsPerPerson: integer("max_tickets_per_person").notNull().default(100),
    winsPerPerson: integer("wins_per_person").notNull().default(1),
    alternatesPerPrize: integer("alternates_per_prize").notNull().default(3),
    freeEntry: boolean("free_entry").notNull().default(false),
    prizes: jsonb("prizes").notNull(),
    leaves: wholeNumber("leaves").notNull().default(0),
    tickets: wholeNumber("tickets").notNull().default(0),
    peaks: jsonb("peaks")
      .notNull()
      .default(sql`'[]'::jsonb`),
    /** What the tickets rest on, shown beside them: redemptions that count here and their pesos. */
    backingRedemptions: wholeNumber("backing_redemptions").notNull().default(0),
    backingCentavos: wholeNumber("backing_centavos").notNull().default(0),
    ticketsBySource: jsonb("tickets_by_source")
      .notNull()
      .default(sql`'{}'::jsonb`),
    voidedTickets: wholeNumber("voided_tickets").notNull().default(0),
    /** `epoch:xid`: every redemption before the close has a smaller transaction id. */
    freezeHorizon: text("freeze_horizon"),
    /** From here on the log takes nothing more; set when everything before the close is in it. */
    closedAt: instantColumn("closed_at"),
    frozenAt: instantColumn("frozen_at"),
    drawnAt: instantColumn("drawn_at"),
    endedReason: text("ended_reason"),
    createdBy: uuid("created_by").notNull(),
    publishedAt: instantColumn("published_at"),
    createdAt: createdAt(),
  },
  (t) => [
    index("raffles_open")
      .on(t.startsAt, t.closesAt)
      .where(sql`${t.status} = 'OPEN'`),
    check("raffles_dates", sql`${t.startsAt} < ${t.closesAt} and ${t.closesAt} < ${t.drawAt}`),
    check("raffles_counts", sql`${t.leaves} >= 0 and ${t.tickets} >= ${t.leaves}`),
  ],
);

const ofRaffle = () =>
  uuid("raffle_id")
    .notNull()
    .references(() => raffles.id);

/** One random nonce per person and raffle: the public tag names nobody, and forgetting the nonce forgets the person. */
export const raffleHolders = pgTable(
  "raffle_holders",
  {
    raffleId: ofRaffle(),
    userId: uuid("user_id").notNull(),
    nonce: bytes("nonce").notNull(),
    tag: bytes("tag").notNull(),
    granted: integer("granted").notNull().default(0),
    isIneligible: boolean("is_ineligible").notNull().default(false),
  },
  (t) => [primaryKey({ columns: [t.raffleId, t.userId] }), index("raffle_holders_of_user").on(t.userId)],
);

/** How many tickets one source earned in one raffle, and why; one row for ever, also when it is 0. */
export const ticketGrants = pgTable(
  "ticket_grants",
  {
    raffleId: ofRaffle(),
    sourceType: ticketSourceEnum("source_type").notNull(),
    sourceId: uuid("source_id").notNull(),
    userId: uuid("user_id").notNull(),
    earned: integer("earned").notNull(),
    granted: integer("granted").notNull(),
    reason: text("reason").notNull(),
    ruleVersion: smallint("rule_version").notNull().default(1),
    grantedAt: instantColumn("granted_at").notNull(),
    /** The redemption that an ad's tickets rest on: they are void when it is. */
    backingId: uuid("backing_id"),
  },
  (t) => [
    primaryKey({ columns: [t.raffleId, t.sourceType, t.sourceId] }),
    index("ticket_grants_of_user").on(t.userId, t.raffleId),
    index("ticket_grants_of_source").on(t.sourceId),
    index("ticket_grants_backed")
      .on(t.backingId)
      .where(sql`${t.backingId} is not null`),
    check("ticket_grants_bounds", sql`${t.granted} between 0 and ${t.earned}`),
  ],
);

/** The ticket log: leaf `leaf_index` holds the numbers `[first, first + count)`. Insert-only by trigger and grant. */
export const ticketBlocks = pgTable(
  "ticket_blocks",
  {
    raffleId: ofRaffle(),
    leafIndex: wholeNumber("leaf_index").notNull(),
    first: wholeNumber("first").notNull(),
    count: integer("count").notNull(),
    userId: uuid("user_id").notNull(),
    holderTag: bytes("holder_tag").notNull(),
    sourceType: ticketSourceEnum("source_type").notNull(),
    sourceId: uuid("source_id").notNull(),
    sourceNonce: bytes("source_nonce").notNull(),
    sourceTag: bytes("source_tag").notNull(),
    leafHash: bytes("leaf_hash").notNull(),
    issuedAt: instantColumn("issued_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.raffleId, t.leafIndex] }),
    uniqueIndex("ticket_blocks_source").on(t.raffleId, t.sourceType, t.sourceId),
    uniqueIndex("ticket_blocks_first").on(t.raffleId, t.first),
    index("ticket_blocks_of_user").on(t.userId, t.raffleId, t.leafIndex),
    check("ticket_blocks_count", sql`${t.count} >= 1 and ${t.first} >= 0`),
  ],
);

export const ticketVoids = pgTable(
  "ticket_voids",
  {
    raffleId: ofRaffle(),
    leafIndex: wholeNumber("leaf_index").notNull(),
    reason: text("reason").notNull(),
    voidedAt: instantColumn("voided_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.raffleId, t.leafIndex] })],
);

/** Signed tree heads, one per batch of tickets; `document` is the canonical JSON with its signature, as served. */
export const treeHeads = pgTable(
  "tree_heads",
  {
    raffleId: ofRaffle(),
    leaves: wholeNumber("leaves").notNull(),
    tickets: wholeNumber("tickets").notNull(),
    root: bytes("root").notNull(),
    document: text("document").notNull(),
    at: instantColumn("at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.raffleId, t.leaves] })],
);

/** Complete subtrees of 256 leaves and more, so that a proof reads a few hundred leaves and never the whole log. */
export const ticketLogNodes = pgTable(
  "ticket_log_nodes",
  {
    raffleId: ofRaffle(),
    level: smallint("level").notNull(),
    position: wholeNumber("position").notNull(),
    hash: bytes("hash").notNull(),
    sum: wholeNumber("sum").notNull(),
  },
  (t) => [primaryKey({ columns: [t.raffleId, t.level, t.position] })],
);

/** Published files, stored once and served byte for byte; the bytes are their parts, in order. */
export const raffleFiles = pgTable(
  "raffle_files",
  {
    raffleId: ofRaffle(),
    name: text("name").notNull(),
    contentType: text("content_type").notNull(),
    sha256: text("sha256").notNull(),
    size: wholeNumber("size").notNull(),
    publishedAt: instantColumn("published_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.raffleId, t.name] })],
);

/** About a megabyte each; staged in short transactions before their file is published. */
export const raffleFileParts = pgTable(
  "raffle_file_parts",
  {
    raffleId: ofRaffle(),
    name: text("name").notNull(),
    part: integer("part").notNull(),
    body: bytes("body").notNull(),
  },
  (t) => [primaryKey({ columns: [t.raffleId, t.name, t.part] })],
);

/** One per raffle, for ever: the unique key is what makes a second draw impossible. */
export const commitments = pgTable("commitments", {
  raffleId: uuid("raffle_id")
    .primaryKey()
    .references(() => raffles.id),
  hash: text("hash").notNull(),
  chain: text("chain").notNull(),
  round: wholeNumber("round").notNull(),
  roundAt: instantColumn("round_at").notNull(),
  committedAt: instantColumn("committed_at").notNull(),
});

export const drawLog = pgTable("draw_log", {
  leafIndex: wholeNumber("leaf_index").primaryKey(),
  raffleId: uuid("raffle_id").notNull(),
  kind: text("kind").notNull(),
  document: text("document").notNull(),
  leafHash: bytes("leaf_hash").notNull(),
  rootAfter: bytes("root_after").notNull(),
  at: instantColumn("at").notNull(),
});
