import { sql } from "drizzle-orm";
import { check, date, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";

import { instantColumn } from "@/db/columns";

import { raffles } from "./raffles";

/** A participation without a purchase: one a phone and a person, raffle and calendar week. The phone is only a keyed mark. */
export const freeEntries = pgTable(
  "free_entries",
  {
    id: uuid("id").primaryKey(),
    raffleId: uuid("raffle_id")
      .notNull()
      .references(() => raffles.id),
    userId: uuid("user_id").notNull(),
    phoneMark: text("phone_mark").notNull(),
    /** The Monday it belongs to, on Mexico City's calendar. */
    week: date("week").notNull(),
    enteredAt: instantColumn("entered_at").notNull(),
  },
  (t) => [
    uniqueIndex("free_entries_of_phone").on(t.raffleId, t.phoneMark, t.week),
    uniqueIndex("free_entries_of_person").on(t.raffleId, t.userId, t.week),
    check("free_entries_week", sql`extract(isodow from ${t.week}) = 1`),
  ],
);
