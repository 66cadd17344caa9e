import { sql } from "drizzle-orm";
import { check, date, index, integer, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";

import { createdAt, instantColumn, wholeNumber } from "@/db/columns";

import { raffles } from "./raffles";
import { fuelEnum } from "./stations";

/** A place in the result: a winner holds a prize, an alternate waits in order. */
export const awards = pgTable(
  "awards",
  {
    id: uuid("id").primaryKey(),
    raffleId: uuid("raffle_id")
      .notNull()
      .references(() => raffles.id),
    outcome: text("outcome").notNull(),
    place: integer("place").notNull(),
    prizeIndex: integer("prize_index"),
    ticket: wholeNumber("ticket").notNull(),
    leafIndex: wholeNumber("leaf_index").notNull(),
    userId: uuid("user_id").notNull(),
    status: text("status").notNull(),
    claimDeadline: instantColumn("claim_deadline"),
    claimCodeHash: text("claim_code_hash"),
    createdAt: createdAt(),
  },
  (t) => [
    uniqueIndex("awards_place").on(t.raffleId, t.outcome, t.place),
    uniqueIndex("awards_ticket").on(t.raffleId, t.ticket),
    index("awards_of_user").on(t.userId),
    index("awards_due")
      .on(t.claimDeadline)
      .where(sql`${t.status} = 'UNCLAIMED'`),
    check(
      "awards_status",
      sql`${t.status} in ('WAITING', 'UNCLAIMED', 'CLAIMED', 'IDENTIFIED', 'DELIVERED', 'VACATED')`,
    ),
  ],
);

/** What happened to a claimed place: who proved whom, what was handed over, and the evidence of it. */
export const claims = pgTable("claims", {
  awardId: uuid("award_id")
    .primaryKey()
    .references(() => awards.id),
  claimedAt: instantColumn("claimed_at").notNull(),
  fuel: fuelEnum("fuel"),
  identifiedBy: uuid("identified_by"),
  identifiedAt: instantColumn("identified_at"),
  identityNote: text("identity_note"),
  deliveredBy: text("delivered_by"),
  deliveredAt: instantColumn("delivered_at"),
  evidence: text("evidence"),
  couponIds: uuid("coupon_ids").array(),
});

/** A place that its winner lost, and the two people who gave it to the next alternate. */
export const vacancies = pgTable(
  "vacancies",
  {
    id: uuid("id").primaryKey(),
    raffleId: uuid("raffle_id")
      .notNull()
      .references(() => raffles.id),
    awardId: uuid("award_id")
      .notNull()
      .unique()
      .references(() => awards.id),
    reason: text("reason").notNull(),
    vacatedBy: text("vacated_by").notNull(),
    vacatedAt: instantColumn("vacated_at").notNull(),
    firstBy: uuid("first_by"),
    secondBy: uuid("second_by"),
    decidedAt: instantColumn("decided_at"),
    /** Null where no alternate was left. */
    alternateId: uuid("alternate_id")
      .unique()
      .references(() => awards.id),
    /** The published document, as text; its hash stands in the draw log. */
    document: text("document"),
  },
  (t) => [
    index("vacancies_of_raffle").on(t.raffleId),
    check("vacancies_two_people", sql`${t.firstBy} <> ${t.secondBy}`),
    check("vacancies_decided", sql`(${t.decidedAt} is null) = (${t.secondBy} is null)`),
  ],
);

/** What a state takes of a prize, from a day on; entered by an administrator with its source, never invented. */
export const prizeTaxRates = pgTable(
  "prize_tax_rates",
  {
    state: text("state").notNull(),
    validFrom: date("valid_from").notNull(),
    basisPoints: integer("basis_points").notNull(),
    source: text("source").notNull(),
    enteredBy: uuid("entered_by").notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.state, t.validFrom] }),
    check("prize_tax_rates_bounds", sql`${t.basisPoints} between 0 and 10000`),
  ],
);
