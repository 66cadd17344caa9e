import { index, integer, jsonb, pgTable, text, uuid } from "drizzle-orm/pg-core";

import { createdAt, instantColumn } from "@/db/columns";

/** Messages that left or will leave the house; one row per (kind, subject), sent at least once. */
export const notifications = pgTable(
  "notifications",
  {
    id: uuid("id").primaryKey(),
    key: text("key").notNull().unique(),
    userId: uuid("user_id"),
    channel: text("channel").notNull(),
    recipient: text("recipient").notNull(),
    template: text("template").notNull(),
    locale: text("locale").notNull(),
    variables: jsonb("variables").notNull(),
    state: text("state").notNull().default("QUEUED"),
    tries: integer("tries").notNull().default(0),
    /** Why the last try failed: a kind of fault, never an address. */
    fault: text("fault"),
    nextTryAt: instantColumn("next_try_at").notNull(),
    sentAt: instantColumn("sent_at"),
    createdAt: createdAt(),
  },
  (t) => [
    index("notifications_due").on(t.state, t.nextTryAt),
    index("notifications_of_user").on(t.userId, t.createdAt),
  ],
);
