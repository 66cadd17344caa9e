import { sql } from "drizzle-orm";
import { bigint, check, index, pgEnum, pgTable, unique, uuid } from "drizzle-orm/pg-core";

import { instantColumn, wholeNumber } from "@/db/columns";
import { ACCOUNTS, MOVEMENTS } from "@/server/ledger/domain/entry";

export const accountEnum = pgEnum("ledger_account", ACCOUNTS);
export const movementEnum = pgEnum("ledger_movement", MOVEMENTS);

/** Append-only double entry. `(code, ref)` is unique: a movement can be posted once. */
export const ledgerEntries = pgTable(
  "ledger_entries",
  {
    id: bigint("id", { mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    code: movementEnum("code").notNull(),
    debit: accountEnum("debit").notNull(),
    credit: accountEnum("credit").notNull(),
    amountCentavos: wholeNumber("amount_centavos").notNull(),
    couponId: uuid("coupon_id"),
    stationId: uuid("station_id"),
    /** The debit's station, where the two sides are two stations. */
    fromStationId: uuid("from_station_id"),
    ref: uuid("ref").notNull(),
    postedAt: instantColumn("posted_at").notNull(),
  },
  (t) => [
    unique("ledger_entries_once").on(t.code, t.ref),
    check("ledger_entries_amount", sql`${t.amountCentavos} > 0`),
    check(
      "ledger_entries_two_sides",
      sql`${t.debit} <> ${t.credit} or (${t.fromStationId} is not null and ${t.stationId} is not null and ${t.fromStationId} <> ${t.stationId})`,
    ),
    index("ledger_of_coupon").on(t.couponId),
    index("ledger_of_station").on(t.stationId, t.postedAt),
    index("ledger_in_time").on(t.postedAt),
  ],
);
