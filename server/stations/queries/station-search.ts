import "server-only";
import { sql } from "drizzle-orm";

import type { ReadDb } from "@/db/client";
import { isUuid } from "@/server/kernel/id";
import type { SearchInput, StationListing } from "@/server/stations/schemas";

import { pointOf } from "./nearby-stations";
import { isShown, listingColumns, listingOf, type ListingRow, pricesOf } from "./station-listing";

export type Page<T> = { readonly rows: readonly T[]; readonly nextCursor: string | null };

type Found = ListingRow & { score: number; metres: number | null };

/** Where a page of search results ended: likeness, then id; undefined for a cursor that nobody gave out. */
function cursorOf(text: string | undefined): { score: number; id: string } | undefined {
  const [score = "", id = ""] = text?.split(".") ?? [];
  return isUuid(id) ? { score: Number(score), id } : undefined;
}

/** Stations whose name, brand or address resembles what was typed, most alike first. A cursor nobody gave out starts anew. */
export async function searchStations(
  db: Pick<ReadDb, "execute">,
  input: SearchInput,
  at: Date,
): Promise<Page<StationListing>> {
  const { latitude, longitude, limit } = input;
  const after = cursorOf(input.cursor);
  const from = latitude === undefined || longitude === undefined ? undefined : pointOf({ latitude, longitude });
  const found = await db.execute<Found>(sql`
    with hits as materialized (
      select f.id, f.score from find_stations(${input.q}) f join stations s on s.id = f.id
      where ${isShown}
        ${input.accepts === true ? sql`and s.accepts_coupons and s.status = 'ACTIVE'` : sql``}
        ${after ? sql`and (f.score < ${after.score} or (f.score = ${after.score} and f.id > ${after.id}::uuid))` : sql``}
      order by f.score desc, f.id limit ${limit + 1})
    select hits.score, ${from ? sql`st_distance(s.location::geography, ${from})` : sql`null::float8`} as metres,
           ${listingColumns}
    from hits join stations s on s.id = hits.id ${pricesOf(at)}
    order by hits.score desc, hits.id`);
  const page = [...found].slice(0, limit);
  const last = found.length > limit ? page.at(-1) : undefined;
  return {
    rows: page.map((row) => listingOf(row, at, row.metres)),
    nextCursor: last ? `${last.score}.${last.id}` : null,
  };
}
