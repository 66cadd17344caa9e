import type { ReadDb } from "@/db/client";
import { openDatabase } from "@/db/client";
import { openForImport } from "@/server/container/stations";
import type { Refusal } from "@/server/kernel/refusal";
import type { Result } from "@/server/kernel/result";
import type { Ctx } from "@/server/platform/ctx";
import { createLogger } from "@/server/platform/logger";
import { type ImportOutcome, importStations } from "@/server/stations/commands/import-stations";
import type { RawPlace } from "@/server/stations/domain/feed-place";
import type { RawPrice } from "@/server/stations/domain/feed-price";
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
