import { date, integer, pgTable, primaryKey, uuid } from "drizzle-orm/pg-core";

import { wholeNumber } from "@/db/columns";

import { fuelEnum } from "./stations";

/** Read model kept by the subscription `station-totals`: what a station dispensed on its local day. */
export const dailyStationTotals = pgTable(
  "daily_station_totals",
  {
    stationId: uuid("station_id").notNull(),
    day: date("day").notNull(),
    fuel: fuelEnum("fuel").notNull(),
    redemptions: integer("redemptions").notNull(),
    voids: integer("voids").notNull(),
    volumeMillilitres: wholeNumber("volume_millilitres").notNull(),
    revenueCentavos: wholeNumber("revenue_centavos").notNull(),
  },
  (t) => [primaryKey({ columns: [t.stationId, t.day, t.fuel] })],
);
