import "server-only";
import { sql } from "drizzle-orm";

import type { ReadDb } from "@/db/client";
import { namesOf } from "@/server/auth/contract";
import { type Shift, type ShiftSummary, totalsOf } from "@/server/coupons/domain/shift";
import { asId, type Id } from "@/server/kernel/id";
import { formatLitres, formatPesos } from "@/server/kernel/money";
import { instant, MEXICO_CITY } from "@/server/kernel/time";
import { databaseInstant } from "@/server/platform/database-time";
import { stationsById } from "@/server/stations/contract";

import { countShift } from "./shift-count";

type Row = {
  id: string;
  attendant_id: string;
  station_id: string;
  opened_at: string;
  closed_at: string | null;
  summary: ShiftSummary | null;
  now: string;
};

const shiftOf = (row: Row): Shift => ({
  id: asId("shift", row.id),
  attendantId: asId("user", row.attendant_id),
  stationId: asId("station", row.station_id),
  openedAt: databaseInstant(row.opened_at),
  closedAt: row.closed_at === null ? null : databaseInstant(row.closed_at),
  summary: row.summary,
});

/** Net of what was undone, hence below zero where an earlier shift's redemption was. */
export const shiftFigures = (summary: ShiftSummary) => {
  const { redemptions, voids, refusals, volumeMillilitres, pesosCentavos } = totalsOf(summary);
  return {
    ...{ redemptions, voids, refusals },
    liters: formatLitres(volumeMillilitres),
    pesos: formatPesos(pesosCentavos),
  };
};

type SummaryAsk = {
  readonly id: Id<"shift">;
  /** Whose shifts the reader may see beside their own; null for everybody's. */
  readonly stationIds: readonly Id<"station">[] | null;
  readonly readerId: Id<"user">;
};

/** What a shift came to: as it was counted when it closed, or as it is now. Undefined where it is not for this reader. */
export async function shiftSummary(db: ReadDb, { id, stationIds, readerId }: SummaryAsk) {
  const [row] = await db.execute<Row>(sql`
    select id, attendant_id, station_id, opened_at::text as opened_at, closed_at::text as closed_at, summary,
           clock_timestamp()::text as now
    from shifts where id = ${id}`);
  if (!row) return undefined;
  const shift = shiftOf(row);
  const isInSight = stationIds === null || stationIds.includes(shift.stationId);
  if (shift.attendantId !== readerId && !isInSight) return undefined;
  const summary = shift.summary ?? (await countShift(db, shift, shift.closedAt ?? databaseInstant(row.now)));
  const station = (await stationsById(db, [shift.stationId])).get(shift.stationId);
  const name = (await namesOf(db, [shift.attendantId])).get(shift.attendantId);
  return {
    id,
    station: { id: shift.stationId, name: station?.name ?? "", timeZone: station?.timeZone ?? MEXICO_CITY },
    attendantName: name ? `${name.firstName} ${name.lastName}` : "",
    openedAt: instant(shift.openedAt),
    closedAt: shift.closedAt && instant(shift.closedAt),
    ...shiftFigures(summary),
    byFuel: summary.byFuel.map((one) => ({
      ...{ fuelType: one.fuel, redemptions: one.redemptions },
      ...{ liters: formatLitres(one.volumeMillilitres), pesos: formatPesos(one.pesosCentavos) },
    })),
    undone: summary.undone.map((one) => ({
      ...{ reference: one.reference, fuelType: one.fuel, reason: one.reason, voidedAt: one.voidedAt },
      ...{ liters: formatLitres(one.volumeMillilitres), pesos: formatPesos(one.pesosCentavos) },
      isByManager: one.isByManager,
    })),
    outcomes: summary.refusals.map((one) => ({ ...one })),
  };
}
