import "server-only";
import { sql } from "drizzle-orm";

import type { Tx } from "@/db/client";
import { asId } from "@/server/kernel/id";
import { databaseInstant } from "@/server/platform/database-time";
import type { KnownStation, StationRecord } from "@/server/stations/domain/import-plan";
import type { PermitKind, StationSource } from "@/server/stations/domain/station";
import type { ImportRunStart, ImportStore, RejectedRow } from "@/server/stations/ports";

/** A run that has not shown itself for this long was killed. */
const SILENT_SECONDS = 60;

type KnownRow = {
  id: string;
  place_id: number | null;
  permit: string;
  permit_kind: PermitKind;
  name: string;
  latitude: number;
  longitude: number;
  time_zone: string;
  source: StationSource;
};

const knownOf = (row: KnownRow): KnownStation => ({
  id: asId("station", row.id),
  placeId: row.place_id,
  permit: row.permit,
  permitKind: row.permit_kind,
  name: row.name,
  place: { latitude: row.latitude, longitude: row.longitude },
  timeZone: row.time_zone,
  source: row.source,
});

export const importStore = (tx: Tx): ImportStore => ({
  begin: (run) => begin(tx, run),

  async touch(runId) {
    await tx.execute(sql`update import_runs set touched_at = clock_timestamp() where id = ${runId}`);
  },

  async runsAround(feed, at) {
    const [row] = await tx.execute<{ latest: string | null; next: string | null }>(sql`
      select max(as_of)::text as latest, min(as_of) filter (where as_of > ${at.toISOString()}::timestamptz)::text as next
      from import_runs where feed = ${feed} and state = 'DONE'`);
    const read = (text: string | null | undefined) => (text ? databaseInstant(text) : undefined);
    return { latest: read(row?.latest), next: read(row?.next) };
  },

  async known(after, limit) {
    const rows = await tx.execute<KnownRow>(sql`
      select id, place_id, permit, permit_kind, name, st_y(location) as latitude, st_x(location) as longitude, time_zone, source
      from stations ${after ? sql`where id > ${after}` : sql``} order by id limit ${limit}`);
    return [...rows].map(knownOf);
  },

  insert: (records) => insert(tx, records),

  async update(records, at) {
    await tx.execute(sql`
      update stations s set place_id = r."placeId", permit_kind = r."permitKind", name = r.name,
        location = st_setsrid(st_makepoint(r.longitude, r.latitude), 4326), time_zone = r."timeZone",
        updated_at = ${at.toISOString()}::timestamptz
      from ${recordset(records)} where s.id = r.id`);
  },

  reject: (runId, rows) => reject(tx, runId, rows),

  async finish(runId, state, report) {
    await tx.execute(sql`
      update import_runs set state = ${state}, report = ${JSON.stringify(report ?? {})}::jsonb,
        touched_at = clock_timestamp(), finished_at = clock_timestamp()
      where id = ${runId}`);
  },
});

async function begin(tx: Tx, run: ImportRunStart): Promise<boolean> {
  await tx.execute(sql`
    update import_runs set state = 'ABANDONED', finished_at = clock_timestamp()
    where feed = ${run.feed} and state = 'RUNNING' and touched_at < clock_timestamp() - make_interval(secs => ${SILENT_SECONDS})`);
  const begun = await tx.execute(sql`
    insert into import_runs (id, feed, as_of, places_sha256, prices_sha256, state, report, touched_at)
    values (${run.id}, ${run.feed}, ${run.asOf.toISOString()}::timestamptz, ${run.placesSha256}, ${run.pricesSha256},
            'RUNNING', '{}', clock_timestamp())
    on conflict do nothing returning id`);
  return begun.length === 1;
}

const recordset = (records: readonly StationRecord[]) => sql`
  jsonb_to_recordset(${JSON.stringify(records.map(({ place, ...record }) => ({ ...record, ...place })))}::jsonb)
    as r(id uuid, "placeId" int, permit text, "permitKind" permit_kind, name text, latitude float8, longitude float8, "timeZone" text)`;

async function insert(tx: Tx, records: readonly StationRecord[]): Promise<void> {
  await tx.execute(sql`
    insert into stations (id, permit, permit_kind, place_id, name, location, time_zone, source)
    select r.id, r.permit, r."permitKind", r."placeId", r.name, st_setsrid(st_makepoint(r.longitude, r.latitude), 4326),
           r."timeZone", 'REGULATOR'
    from ${recordset(records)}`);
}

const MAX_RAW = 500;

async function reject(tx: Tx, runId: string, rows: readonly RejectedRow[]): Promise<void> {
  const rejects = rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    reason: row.reason,
    place_id: row.raw.placeId.slice(0, MAX_RAW),
    permit: row.kind === "PLACE" ? row.raw.permit.slice(0, MAX_RAW) : null,
    raw: JSON.stringify(row.raw).slice(0, MAX_RAW),
  }));
  await tx.execute(sql`
    insert into import_rejects (id, run_id, kind, reason, place_id, permit, raw)
    select r.id, ${runId}, r.kind, r.reason, r.place_id, r.permit, r.raw
    from jsonb_to_recordset(${JSON.stringify(rejects)}::jsonb)
      as r(id uuid, kind text, reason text, place_id text, permit text, raw text)`);
}
