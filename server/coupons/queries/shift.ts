import "server-only";
import { sql } from "drizzle-orm";

import type { ReadDb } from "@/db/client";
import type { ShiftPlace } from "@/server/coupons/domain/redemption-record";
import { asId, type Id } from "@/server/kernel/id";
import { instant } from "@/server/kernel/time";
import { databaseInstant } from "@/server/platform/database-time";
import { assignmentsOf } from "@/server/stations/contract";

import { redemptionsAt } from "./redemptions";
import { countShift } from "./shift-count";
import { shiftFigures } from "./shift-summary";

/** The attendant's open shift at a station with what it came to so far; voids in it lower what was dispensed and charged. */
async function openShift(db: ReadDb, place: ShiftPlace, now: Date) {
  const { attendantId, stationId } = place;
  const [row] = await db.execute<{ id: string; opened_at: string }>(sql`
    select id, opened_at::text as opened_at from shifts
    where attendant_id = ${attendantId} and station_id = ${stationId} and closed_at is null`);
  if (!row) return null;
  const id = asId("shift", row.id);
  const openedAt = databaseInstant(row.opened_at);
  const summary = await countShift(db, { ...place, id, openedAt, closedAt: null, summary: null }, now);
  return { id, openedAt: instant(openedAt), ...shiftFigures(summary) };
}

const LAST_OPERATIONS = 10;

type ShiftAsk = { readonly attendantId: Id<"user">; readonly stationId?: Id<"station"> | undefined };

/** The attendant's screen: where they work now, their open shift, and the last operations at that station. */
export async function currentShift(db: ReadDb, { attendantId, stationId }: ShiftAsk) {
  const [clock] = await db.execute<{ now: string }>(sql`select clock_timestamp()::text as now`);
  const now = databaseInstant(clock?.now ?? "");
  const assignments = await assignmentsOf(db, attendantId);
  const stations = assignments
    .filter((assignment) => assignment.validFrom <= now)
    .map((assignment) => ({ id: assignment.stationId, name: assignment.stationName }));
  const station = (stationId === undefined ? stations[0] : stations.find((s) => s.id === stationId)) ?? null;
  const serverTime = instant(now);
  if (!station) return { serverTime, stations, station, shift: null, lastOperations: [] };
  const [shift, { redemptions }] = await Promise.all([
    openShift(db, { attendantId, stationId: station.id }, now),
    redemptionsAt(db, { stationIds: [station.id], limit: LAST_OPERATIONS }),
  ]);
  return { serverTime, stations, station, shift, lastOperations: redemptions };
}
