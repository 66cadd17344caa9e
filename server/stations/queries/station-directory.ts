import "server-only";
import { sql } from "drizzle-orm";

import type { ReadDb } from "@/db/client";
import type { Fuel } from "@/server/kernel/fuel";
import { asId } from "@/server/kernel/id";
import { formatPrice } from "@/server/kernel/money";
import { instant } from "@/server/kernel/time";
import { databaseInstant } from "@/server/platform/database-time";
import type { PriceRequestState } from "@/server/stations/domain/price-request";
import type { PermitKind, StationSource } from "@/server/stations/domain/station";
import type { StationListing } from "@/server/stations/schemas";
import type { DirectoryInput, PriceRequestsInput } from "@/server/stations/schemas/managing";

import { listingColumns, listingOf, type ListingRow, pricesOf } from "./station-listing";
import type { Page } from "./station-search";

type Reader = Pick<ReadDb, "execute">;

type DirectoryRow = ListingRow & {
  permit: string;
  permit_kind: PermitKind;
  source: StationSource;
  state: string | null;
  contract_date: string | null;
};

export type DirectoryEntry = StationListing & {
  permit: string;
  permitKind: PermitKind;
  source: StationSource;
  state: string | null;
  contractDate: string | null;
};

const entryOf = (row: DirectoryRow, at: Date): DirectoryEntry => ({
  ...listingOf(row, at, null),
  permit: row.permit,
  permitKind: row.permit_kind,
  source: row.source,
  state: row.state,
  contractDate: row.contract_date,
});

/** All stations for an admin, also those customers never see: the network first, then by name. */
export async function stationDirectory(db: Reader, input: DirectoryInput, at: Date): Promise<Page<DirectoryEntry>> {
  const { q, status, accepts, source, cursor, limit } = input;
  const rows = await db.execute<DirectoryRow>(sql`
    select ${listingColumns}, s.permit, s.permit_kind, s.source, s.state, s.contract_date::text as contract_date
    from stations s ${pricesOf(at)}
    where true
      ${q === undefined ? sql`` : sql`and s.id in (select f.id from find_stations(${q}) f)`}
      ${status === undefined ? sql`` : sql`and s.status = ${status}`}
      ${accepts === undefined ? sql`` : sql`and s.accepts_coupons = ${accepts}`}
      ${source === undefined ? sql`` : sql`and s.source = ${source}`}
      ${cursor === undefined ? sql`` : sql`and (not s.accepts_coupons, s.name, s.id) > (select not c.accepts_coupons, c.name, c.id from stations c where c.id = ${cursor})`}
    order by not s.accepts_coupons, s.name, s.id limit ${limit + 1}`);
  const page = [...rows].slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return { rows: page.map((row) => entryOf(row, at)), nextCursor: last?.id ?? null };
}

type RequestRow = {
  id: string;
  station_id: string;
  station_name: string;
  fuel: Fuel;
  price: number;
  current_price: number;
  effective_from: string | null;
  state: PriceRequestState;
  requested_by: string;
  created_at: string;
};

const requestOf = (row: RequestRow) => ({
  id: asId("row", row.id),
  stationId: asId("station", row.station_id),
  stationName: row.station_name,
  fuelType: row.fuel,
  price: formatPrice(row.price),
  currentPrice: formatPrice(row.current_price),
  effectiveFrom: row.effective_from === null ? null : instant(databaseInstant(row.effective_from)),
  state: row.state,
  requestedBy: asId("user", row.requested_by),
  requestedAt: instant(databaseInstant(row.created_at)),
});

export type PriceRequestView = ReturnType<typeof requestOf>;

/** Price changes that wait or waited for an admin, latest first. */
export async function priceRequests(db: Reader, input: PriceRequestsInput): Promise<Page<PriceRequestView>> {
  const rows = await db.execute<RequestRow>(sql`
    select r.id, r.station_id, s.name as station_name, r.fuel, r.price_tenth_milli as price,
           r.current_tenth_milli as current_price, r.effective_from::text as effective_from, r.state, r.requested_by,
           r.created_at::text as created_at
    from price_change_requests r join stations s on s.id = r.station_id
    where r.state = ${input.state}
      ${input.cursor ? sql`and (r.created_at, r.id) < (select c.created_at, c.id from price_change_requests c where c.id = ${input.cursor})` : sql``}
    order by r.created_at desc, r.id desc limit ${input.limit + 1}`);
  const page = [...rows].slice(0, input.limit);
  const last = rows.length > input.limit ? page.at(-1) : undefined;
  return { rows: page.map(requestOf), nextCursor: last?.id ?? null };
}
