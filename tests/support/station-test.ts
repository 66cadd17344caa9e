import type { Sql } from "postgres";
import { uuidv7 } from "uuidv7";

import { openDatabase, type ReadDb } from "@/db/client";
import { openForImport } from "@/server/container/stations";
import type { Fuel } from "@/server/kernel/fuel";
import type { Place } from "@/server/kernel/geo";
import { asId, type Id } from "@/server/kernel/id";
import type { Refusal } from "@/server/kernel/refusal";
import type { Result } from "@/server/kernel/result";
import type { Ctx } from "@/server/platform/ctx";
import { createLogger } from "@/server/platform/logger";
import { type ImportOutcome, importStations } from "@/server/stations/commands/import-stations";
import type { RawPlace } from "@/server/stations/domain/feed-place";
import type { RawPrice } from "@/server/stations/domain/feed-price";
import type { DayHours } from "@/server/stations/domain/opening-hours";
import type { StationsUnit } from "@/server/stations/ports";

import { test as withDatabase } from "./database";

/** A database of the file's own with what the import and the queries of stations need on it. */
export const test = withDatabase
  .extend("ctx", { scope: "file" }, async ({ databaseUrl, isEmbedded }, { onCleanup }): Promise<Ctx<StationsUnit>> => {
    const opened = openForImport({ url: databaseUrl, isEmbedded, log: createLogger({ LOG_LEVEL: "silent" }) });
    onCleanup(opened.close);
    return opened.ctx;
  })
  .extend("db", { scope: "file" }, async ({ databaseUrl, isEmbedded }, { onCleanup }): Promise<ReadDb> => {
    const database = openDatabase({ url: databaseUrl, pool: 4, isEmbedded, applicationName: "test" });
    onCleanup(database.close);
    return database.db;
  });

export const rawPlace = (n: number, wish: Partial<RawPlace> = {}): RawPlace => ({
  placeId: String(n),
  name: `ESTACION ${n}`,
  permit: `PL/${n}/EXP/ES/2015`,
  x: String(-99.1332 + n / 1000),
  y: "19.4326",
  ...wish,
});

export const rawPrice = (n: number, fuel: string, price: string): RawPrice => ({ placeId: String(n), fuel, price });

export type PairWish = {
  readonly places: readonly RawPlace[];
  readonly prices: readonly RawPrice[];
  readonly asOf: string;
  readonly acceptChanges?: boolean;
  readonly isDry?: boolean;
  readonly feed?: string;
  readonly signal?: AbortSignal;
};

export function importPair(ctx: Ctx<StationsUnit>, wish: PairWish): Promise<Result<ImportOutcome, Refusal>> {
  const { places, prices } = wish;
  return importStations(ctx, {
    feed: wish.feed ?? "cre",
    pair: { places: { rows: places, sha256: "-" }, prices: { rows: prices, sha256: "-" } },
    asOf: new Date(wish.asOf),
    acceptChanges: wish.acceptChanges ?? false,
    isDry: wish.isDry ?? false,
    signal: wish.signal ?? new AbortController().signal,
    onProgress: () => undefined,
  });
}

/** The outcome of an import that was not refused. */
export async function imported(ctx: Ctx<StationsUnit>, wish: PairWish): Promise<ImportOutcome> {
  const result = await importPair(ctx, wish);
  if (!result.ok) throw new Error(`refused: ${result.refusal.kind}`);
  return result.value;
}

export type StationWish = {
  readonly name?: string;
  readonly place?: Place;
  readonly timeZone?: string;
  readonly prices?: Partial<Record<Fuel, number>>;
  readonly accepts?: boolean;
  readonly status?: string;
  readonly kind?: string;
  readonly isOpenAllDay?: boolean;
  readonly hours?: readonly DayHours[];
};

const METRES_A_DEGREE = 110_574;
export const north = ({ latitude, longitude }: Place, metres: number): Place => ({
  latitude: latitude + metres / METRES_A_DEGREE,
  longitude,
});

/** A station as the tables hold it, prices in 1/10 000 MXN since the beginning of 2026. */
export async function stationIn(sql: Sql, wish: StationWish = {}): Promise<Id<"station">> {
  const id = asId("station", uuidv7());
  const { latitude, longitude } = wish.place ?? { latitude: 19.4326, longitude: -99.1332 };
  await sql`
    insert into stations (id, permit, permit_kind, name, location, time_zone, status, accepts_coupons, contract_date, source, is_open_all_day)
    values (${id}, ${`PL/${id}`}, ${wish.kind ?? "RETAIL"}, ${wish.name ?? "Estación de prueba"},
      st_setsrid(st_makepoint(${longitude}, ${latitude}), 4326), ${wish.timeZone ?? "America/Mexico_City"},
      ${wish.status ?? "ACTIVE"}, ${wish.accepts ?? false}, '2026-01-01', 'ADMIN', ${wish.isOpenAllDay ?? false})`;
  for (const [fuel, price] of Object.entries(wish.prices ?? {}))
    await sql`insert into price_periods (id, station_id, fuel, price_tenth_milli, valid, source)
      values (${uuidv7()}, ${id}, ${fuel}, ${price}, tstzrange('2026-01-01T00:00:00Z', null), 'ADMIN')`;
  for (const { weekday, opensAt, closesAt } of wish.hours ?? [])
    await sql`insert into station_hours values (${id}, ${weekday}, ${opensAt}, ${closesAt})`;
  return id;
}
