import "server-only";
import { z } from "zod";

import type { Database } from "@/db/client";
import { upstashCache } from "@/server/adapters/upstash/far-cache";
import { createCache } from "@/server/platform/cache";
import type { Env } from "@/server/platform/env";
import type { Logger } from "@/server/platform/logger";
import { tilesAround } from "@/server/stations/domain/tile";
import { nearbyAmong } from "@/server/stations/queries/nearby-in-tiles";
import { nearbyStations } from "@/server/stations/queries/nearby-stations";
import { tileStation, tileStations } from "@/server/stations/queries/tile-stations";
import type { NearbyInput, StationListing } from "@/server/stations/schemas";

export type FindNearby = (input: NearbyInput, at: Date) => Promise<StationListing[]>;

/** The channel on which the database's triggers name the tiles whose stations or prices changed. */
const CHANNEL = "jsm_station_tiles";
/** A wider circle covers so many tiles that the index is quicker. */
const WIDEST_CACHED_KM = 25;

type NearbyParts = { env: Env; database: Database; log: Logger; now(): Date };

/**
 * Stations around a place, out of cached tiles. A change anywhere is heard by every instance within the second; as long as
 * nobody hears the database, nothing is cached.
 */
export async function createNearby({ env, database, log, now }: NearbyParts): Promise<FindNearby> {
  const { UPSTASH_REDIS_REST_URL: url, UPSTASH_REDIS_REST_TOKEN: token } = env;
  const far = url && token ? upstashCache({ url, token }) : undefined;
  const cache = createCache({ name: "station-tiles", schema: z.array(tileStation), far, log, now });
  const isHeard = await hear(database, { onTile: cache.drop, onGap: cache.distrust }).catch((fault: unknown) => {
    log.warn({ fault: String(fault) }, "changes of stations cannot be heard: nothing of them is cached");
    return false;
  });
  return async (input, at) => {
    if (!isHeard || input.radius > WIDEST_CACHED_KM) return nearbyStations(database.db, input, at);
    const tiles = tilesAround(input, input.radius * 1_000);
    const found = await Promise.all(tiles.map((tile) => cache.get(tile, () => tileStations(database.db, tile, at))));
    return nearbyAmong(found.flat(), input, at);
  };
}

type Hearing = { onTile(tile: string): void; onGap(): void };

async function hear({ sql }: Database, { onTile, onGap }: Hearing): Promise<true> {
  let isFirst = true;
  await sql.listen(CHANNEL, onTile, () => {
    // The client listens again by itself after a break, and does not know what was said meanwhile.
    if (!isFirst) onGap();
    isFirst = false;
  });
  return true;
}
