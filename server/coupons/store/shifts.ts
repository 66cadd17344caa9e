import "server-only";
import type { TransactionSql } from "postgres";

import type { ShiftPlace } from "@/server/coupons/domain/redemption-record";
import { ShiftMoved } from "@/server/coupons/domain/shift";
import { asId, type Id, type NewId } from "@/server/kernel/id";

export type Opening = { readonly at: Date; readonly newId: NewId };

type Row = { id: string; attendant_id: string; station_id: string };

const keyOf = (attendantId: string, stationId: string): string => `${attendantId} ${stationId}`;

/**
 * Share locks: redemptions of one shift do not wait for each other, closing it waits for all of them. A shift that began
 * after the batch's clock was read is none of its: the batch is tried again, with a later clock.
 */
async function openShifts(
  raw: TransactionSql,
  places: readonly ShiftPlace[],
  at: Date,
): Promise<Map<string, Id<"shift">>> {
  const rows = await raw<Row[]>`
    select id, attendant_id, station_id from shifts
    where closed_at is null and opened_at <= ${at.toISOString()} and (attendant_id, station_id) in (
      select * from unnest(${places.map((p) => p.attendantId)}::uuid[], ${places.map((p) => p.stationId)}::uuid[]))
    order by id for share`;
  return new Map(rows.map((row) => [keyOf(row.attendant_id, row.station_id), asId("shift", row.id)]));
}

/** The open shift of each place, in the order given; the first redemption of a working time opens it. */
export async function shiftsAt(
  raw: TransactionSql,
  places: readonly ShiftPlace[],
  opening: Opening,
): Promise<Id<"shift">[]> {
  if (places.length === 0) return [];
  const known = await openShifts(raw, places, opening.at);
  const missing = new Map<string, ShiftPlace>();
  for (const place of places) {
    const key = keyOf(place.attendantId, place.stationId);
    if (!known.has(key)) missing.set(key, place);
  }
  if (missing.size > 0) {
    const wanted = [...missing.entries()].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, place]) => place);
    await openMissing(raw, wanted, opening);
    for (const [key, id] of await openShifts(raw, wanted, opening.at)) known.set(key, id);
  }
  return places.map((place) => {
    const id = known.get(keyOf(place.attendantId, place.stationId));
    // Closed between our insert's conflict and our second look, or begun after our clock.
    if (!id) throw new ShiftMoved();
    return id;
  });
}

/** The open shift of one place, with the same share lock. */
export async function openShiftOf(
  raw: TransactionSql,
  { attendantId, stationId }: ShiftPlace,
): Promise<Id<"shift"> | undefined> {
  const [row] = await raw<{ id: string }[]>`
    select id from shifts where attendant_id = ${attendantId} and station_id = ${stationId} and closed_at is null for share`;
  return row && asId("shift", row.id);
}

async function openMissing(raw: TransactionSql, places: readonly ShiftPlace[], { at, newId }: Opening): Promise<void> {
  const ids = places.map(() => newId("shift"));
  await raw`
    insert into shifts (id, attendant_id, station_id, opened_at)
    select p.id, p.attendant_id, p.station_id, ${at.toISOString()}::timestamptz
    from unnest(${ids}::uuid[], ${places.map((p) => p.attendantId)}::uuid[], ${places.map((p) => p.stationId)}::uuid[])
      as p(id, attendant_id, station_id)
    on conflict (attendant_id, station_id) where closed_at is null do nothing`;
}
