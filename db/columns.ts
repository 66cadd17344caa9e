import { sql } from "drizzle-orm";
import { bigint, customType, timestamp } from "drizzle-orm/pg-core";

import type { Place } from "@/server/kernel/geo";

/** An instant. Plain `timestamp` is never used: it has no zone. */
export const instantColumn = (name: string) => timestamp(name, { withTimezone: true, mode: "date" });

export const createdAt = () =>
  instantColumn("created_at")
    .notNull()
    .default(sql`now()`);

/** Centavos, millilitres and 1/10 000 MXN fit a safe integer; the checks of the tables keep them there. */
export const wholeNumber = (name: string) => bigint(name, { mode: "number" });

/** A transaction id that never wraps; compared in SQL, carried as text. */
export const xid8 = customType<{ data: string }>({ dataType: () => "xid8" });

export const instantRange = customType<{ data: string }>({ dataType: () => "tstzrange" });

export const bytes = customType<{ data: Uint8Array; driverData: Uint8Array }>({ dataType: () => "bytea" });

/** A point on WGS 84, indexed as geography so that distances are metres. Reads the driver's EWKB hex. */
export const placeColumn = customType<{ data: Place; driverData: string }>({
  dataType: () => "geometry(Point,4326)",
  toDriver: (place) => sql`ST_SetSRID(ST_MakePoint(${place.longitude}, ${place.latitude}), 4326)`,
  fromDriver: (hex) => {
    const ewkb = Buffer.from(hex, "hex");
    return { longitude: ewkb.readDoubleLE(9), latitude: ewkb.readDoubleLE(17) };
  },
});
