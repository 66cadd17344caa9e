import "server-only";
import { type SQL, sql } from "drizzle-orm";

import type { ReadDb } from "@/db/client";
import type { Fuel } from "@/server/kernel/fuel";
import { asId, type Id } from "@/server/kernel/id";
import { formatLitres, formatPesos, formatPrice } from "@/server/kernel/money";
import { instant, MEXICO_CITY } from "@/server/kernel/time";
import { databaseInstant } from "@/server/platform/database-time";
import { stationsById } from "@/server/stations/contract";

type Row = {
  id: string;
  coupon_id: string;
  station_id: string;
  fuel: Fuel;
  volume_millilitres: string;
  price_tenth_milli: number;
  cost_centavos: string;
  balance_after_centavos: string;
  tickets_earned: number;
  redeemed_at: string;
  attendant_id: string;
  pump_number: number;
  reference: string;
  voided_at: string | null;
};

export type RedemptionRow = {
  id: Id<"redemption">;
  couponId: Id<"coupon">;
  stationId: Id<"station">;
  stationName: string;
  /** Of the station: instants on a receipt are shown in it. */
  timeZone: string;
  fuelType: Fuel;
  fuelAmount: string;
  pricePerLiter: string;
  totalCost: string;
  balance: string;
  ticketsEarned: number;
  redeemedAt: string;
  attendantId: Id<"user">;
  pumpNumber: number;
  reference: string;
  status: "REDEEMED" | "VOIDED";
  voidedAt: string | null;
};

const rowOf = (row: Row, names: ReadonlyMap<string, { name: string; timeZone: string }>): RedemptionRow => ({
  id: asId("redemption", row.id),
  couponId: asId("coupon", row.coupon_id),
  stationId: asId("station", row.station_id),
  stationName: names.get(row.station_id)?.name ?? "",
  timeZone: names.get(row.station_id)?.timeZone ?? MEXICO_CITY,
  fuelType: row.fuel,
  fuelAmount: formatLitres(Number(row.volume_millilitres)),
  pricePerLiter: formatPrice(row.price_tenth_milli),
  totalCost: formatPesos(Number(row.cost_centavos)),
  balance: formatPesos(Number(row.balance_after_centavos)),
  ticketsEarned: row.tickets_earned,
  redeemedAt: instant(databaseInstant(row.redeemed_at)),
  attendantId: asId("user", row.attendant_id),
  pumpNumber: row.pump_number,
  reference: row.reference,
  status: row.voided_at === null ? "REDEEMED" : "VOIDED",
  voidedAt: row.voided_at === null ? null : instant(databaseInstant(row.voided_at)),
});

export type RedemptionPage = { redemptions: RedemptionRow[]; nextCursor: string | null };
type Paging = { readonly limit: number; readonly cursor?: Id<"redemption"> | undefined };

/** Newest first; the cursor is the last id of the page before. */
async function page(db: ReadDb, where: SQL, { limit, cursor }: Paging): Promise<RedemptionPage> {
  const after = cursor
    ? sql`and (r.redeemed_at, r.id) < (select k.redeemed_at, k.redemption_id from redemption_keys k where k.redemption_id = ${cursor})`
    : sql``;
  const rows = await db.execute<Row>(sql`
    select r.id, r.coupon_id, r.station_id, r.fuel, r.volume_millilitres, r.price_tenth_milli, r.cost_centavos,
           r.balance_after_centavos, r.tickets_earned, r.redeemed_at::text as redeemed_at, r.attendant_id, r.pump_number,
           r.reference, v.voided_at::text as voided_at
    from redemptions r left join redemption_voids v on v.redemption_id = r.id
    where ${where} ${after}
    order by r.redeemed_at desc, r.id desc
    limit ${limit + 1}`);
  const shown = [...rows].slice(0, limit);
  const names = await stationsById(db, [...new Set(shown.map((row) => asId("station", row.station_id)))]);
  return {
    redemptions: shown.map((row) => rowOf(row, names)),
    nextCursor: rows.length > limit ? (shown.at(-1)?.id ?? null) : null,
  };
}

type AtStations = Paging & {
  /** Null for every station. */
  readonly stationIds: readonly Id<"station">[] | null;
  readonly pumpNumber?: number | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
};

export const redemptionsAt = (
  db: ReadDb,
  { stationIds, pumpNumber, from, to, ...paging }: AtStations,
): Promise<RedemptionPage> => {
  const place = stationIds === null ? sql`true` : sql`r.station_id = any(${sql.param([...stationIds])}::uuid[])`;
  const since = from === undefined ? sql`` : sql`and r.redeemed_at >= ${from}::timestamptz`;
  const until = to === undefined ? sql`` : sql`and r.redeemed_at < ${to}::timestamptz`;
  const pump = pumpNumber === undefined ? sql`` : sql`and r.pump_number = ${pumpNumber}`;
  return page(db, sql`${place} ${pump} ${since} ${until}`, paging);
};

type OwnedAsk = Paging & {
  readonly couponId: Id<"coupon">;
  readonly ownerId: Id<"user">;
  /** Left out: all of them. */
  readonly only?: Id<"redemption">;
};

/** Undefined where the coupon is not this person's. */
export async function redemptionsOfCoupon(
  db: ReadDb,
  { couponId, ownerId, only, ...paging }: OwnedAsk,
): Promise<RedemptionPage | undefined> {
  const owned = await db.execute(sql`select 1 from coupons where id = ${couponId} and user_id = ${ownerId}`);
  const one = only === undefined ? sql`` : sql`and r.id = ${only}`;
  return owned.length === 0 ? undefined : page(db, sql`r.coupon_id = ${couponId} ${one}`, paging);
}

/** Of any coupon, whoever owns it. */
export const redemptionsOfAny = (
  db: ReadDb,
  { couponId, ...paging }: Paging & { couponId: Id<"coupon"> },
): Promise<RedemptionPage> => page(db, sql`r.coupon_id = ${couponId}`, paging);

type OperationAsk = { opId: Id<"operation">; attendantId: Id<"user"> };

/** The redemption that one operation of this attendant made; null where it made none. */
export async function redemptionOfOperation(db: ReadDb, { opId, attendantId }: OperationAsk) {
  const [row] = await db.execute<{ id: string; reference: string; cost_centavos: string }>(sql`
    select r.id, r.reference, r.cost_centavos from redemption_keys k
    join redemptions r on r.id = k.redemption_id and r.redeemed_at = k.redeemed_at
    where k.op_id = ${opId} and r.attendant_id = ${attendantId}`);
  if (!row) return null;
  return {
    id: asId("redemption", row.id),
    reference: row.reference,
    totalCost: formatPesos(Number(row.cost_centavos)),
  };
}
