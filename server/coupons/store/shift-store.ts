import "server-only";
import type { TransactionSql } from "postgres";

import { rawOf, type Tx } from "@/db/client";
import { type Shift, ShiftMoved, type ShiftStore, type ShiftSummary } from "@/server/coupons/domain/shift";
import { asId, type Id } from "@/server/kernel/id";
import { databaseInstant } from "@/server/platform/database-time";

export const shiftStore = (tx: Tx, count: ShiftStore["count"]): ShiftStore => {
  const raw = rawOf(tx);
  return {
    async open({ attendantId, stationId, at }, newId) {
      const [added] = await raw<{ id: string }[]>`
        insert into shifts (id, attendant_id, station_id, opened_at)
        values (${newId("shift")}, ${attendantId}, ${stationId}, ${at.toISOString()})
        on conflict (attendant_id, station_id) where closed_at is null do nothing returning id`;
      if (added) return { id: asId("shift", added.id), isNew: true };
      const [known] = await raw<{ id: string }[]>`
        select id from shifts where attendant_id = ${attendantId} and station_id = ${stationId} and closed_at is null`;
      if (!known) throw new ShiftMoved();
      return { id: asId("shift", known.id), isNew: false };
    },
    lock: (id) => lock(raw, id),
    close: async (id, { at, summary }) =>
      void (await raw`
        update shifts set closed_at = ${at.toISOString()}, summary = ${JSON.stringify(summary)}::jsonb where id = ${id}`),
    count,
  };
};

type Row = {
  id: string;
  attendant_id: string;
  station_id: string;
  opened_at: string;
  closed_at: string | null;
  summary: ShiftSummary | null;
};

async function lock(raw: TransactionSql, id: Id<"shift">): Promise<Shift | undefined> {
  const [row] = await raw<Row[]>`
    select id, attendant_id, station_id, opened_at, closed_at, summary from shifts where id = ${id} for update`;
  if (!row) return undefined;
  return {
    id: asId("shift", row.id),
    attendantId: asId("user", row.attendant_id),
    stationId: asId("station", row.station_id),
    openedAt: databaseInstant(row.opened_at),
    closedAt: row.closed_at === null ? null : databaseInstant(row.closed_at),
    summary: row.summary,
  };
}
