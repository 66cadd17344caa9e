import "server-only";
import { sql } from "drizzle-orm";

import type { ReadDb } from "@/db/client";
import type { Fuel } from "@/server/kernel/fuel";
import { asId, type Id } from "@/server/kernel/id";
import { formatPrice } from "@/server/kernel/money";
import { instant } from "@/server/kernel/time";
import { databaseInstant } from "@/server/platform/database-time";
import type { StationSource } from "@/server/stations/domain/station";
import type { PricesInput, StationDetail } from "@/server/stations/schemas";

import { listingColumns, listingOf, type ListingRow, pricesOf } from "./station-listing";
import type { Page } from "./station-search";

type Reader = Pick<ReadDb, "execute">;

type DetailRow = ListingRow & {
  permit: string;
  municipality: string | null;
  state: string | null;
  postal_code: string | null;
  services: string[] | null;
  pumps: { number: number; fuels: Fuel[] }[] | null;
  contract_date: string | null;
  source: StationSource;
};

/** One station open to the public, also when it is closed for good: old redemptions still lead there. */
export async function stationById(db: Reader, id: Id<"station">, at: Date): Promise<StationDetail | undefined> {
  const [row] = await db.execute<DetailRow>(sql`
    select ${listingColumns}, s.permit, s.municipality, s.state, s.postal_code, to_jsonb(s.services) as services,
           s.contract_date::text as contract_date, s.source,
           (select jsonb_agg(jsonb_build_object('number', u.number, 'fuels', u.fuels) order by u.number)
              from pumps u where u.station_id = s.id) as pumps
    from stations s ${pricesOf(at)}
    where s.id = ${id} and s.permit_kind = 'RETAIL'`);
  if (!row) return undefined;
  return {
    ...listingOf(row, at, null),
    permit: row.permit,
    municipality: row.municipality,
    state: row.state,
    postalCode: row.postal_code,
    services: row.services ?? [],
    isOpenAllDay: row.is_open_all_day,
    hours: row.hours ? [...row.hours] : [],
    pumps: row.pumps ?? [],
    contractDate: row.contract_date,
    source: row.source,
  };
}

const isKnown = async (db: Reader, id: Id<"station">): Promise<boolean> => {
  const rows = await db.execute(sql`select from stations where id = ${id} and permit_kind = 'RETAIL'`);
  return rows.length > 0;
};

type PeriodRow = {
  id: string;
  fuel: Fuel;
  price: number;
  valid_from: string;
  valid_to: string | null;
  source: string;
};
export type PricePeriodView = {
  fuelType: Fuel;
  price: string;
  validFrom: string;
  validTo: string | null;
  source: string;
};

/** Price history, latest first, of what overlaps `[from, to)`; undefined where there is no such station. */
export async function priceHistory(db: Reader, input: PricesInput): Promise<Page<PricePeriodView> | undefined> {
  const rows = await db.execute<PeriodRow>(sql`
    select id, fuel, price_tenth_milli as price, lower(valid)::text as valid_from, source,
           case when upper_inf(valid) then null else upper(valid)::text end as valid_to
    from price_periods
    where station_id = ${input.id} and valid && tstzrange(${input.from ?? null}::timestamptz, ${input.to ?? null}::timestamptz)
      ${input.fuelType ? sql`and fuel = ${input.fuelType}` : sql``}
      ${input.cursor ? sql`and (lower(valid), id) < (select lower(c.valid), c.id from price_periods c where c.id = ${input.cursor})` : sql``}
    order by lower(valid) desc, id desc limit ${input.limit + 1}`);
  if (rows.length === 0 && !(await isKnown(db, input.id))) return undefined;
  const page = [...rows].slice(0, input.limit);
  const last = rows.length > input.limit ? page.at(-1) : undefined;
  return {
    rows: page.map((row) => ({
      fuelType: row.fuel,
      price: formatPrice(row.price),
      validFrom: instant(databaseInstant(row.valid_from)),
      validTo: row.valid_to === null ? null : instant(databaseInstant(row.valid_to)),
      source: row.source,
    })),
    nextCursor: last?.id ?? null,
  };
}

type ReviewRow = { id: string; stars: number; body: string | null; created_at: string };

const reviewOf = (row: ReviewRow) => ({
  id: asId("row", row.id),
  stars: row.stars,
  body: row.body,
  createdAt: instant(databaseInstant(row.created_at)),
});
export type ReviewView = ReturnType<typeof reviewOf>;
type ReviewsAsk = { id: Id<"station">; limit: number; cursor?: string | undefined };

/** Reviews, latest first, without a word of who wrote them; undefined where there is no such station. */
export async function stationReviews(db: Reader, ask: ReviewsAsk): Promise<Page<ReviewView> | undefined> {
  const rows = await db.execute<ReviewRow>(sql`
    select id, stars, body, created_at::text as created_at from reviews
    where station_id = ${ask.id}
      ${ask.cursor ? sql`and (created_at, id) < (select c.created_at, c.id from reviews c where c.id = ${ask.cursor})` : sql``}
    order by created_at desc, id desc limit ${ask.limit + 1}`);
  if (rows.length === 0 && !(await isKnown(db, ask.id))) return undefined;
  const page = [...rows].slice(0, ask.limit);
  const last = rows.length > ask.limit ? page.at(-1) : undefined;
  return {
    rows: page.map(reviewOf),
    nextCursor: last?.id ?? null,
  };
}

type OwnReviewAsk = { readonly userId: Id<"user">; readonly redemptionId: Id<"redemption"> };

/** What a customer said of one of their redemptions, if they said anything. */
export async function reviewBy(db: Reader, { userId, redemptionId }: OwnReviewAsk): Promise<ReviewView | undefined> {
  const [row] = await db.execute<ReviewRow>(sql`
    select id, stars, body, created_at::text as created_at from reviews
    where redemption_id = ${redemptionId} and user_id = ${userId}`);
  return row && reviewOf(row);
}
