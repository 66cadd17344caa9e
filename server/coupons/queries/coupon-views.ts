import "server-only";
import { sql, type SQL } from "drizzle-orm";

import type { ReadDb } from "@/db/client";
import type { CouponStatus } from "@/server/coupons/domain/coupon-status";
import { type CouponRecord, couponView, type CouponView } from "@/server/coupons/domain/coupon-view";
import type { Fuel } from "@/server/kernel/fuel";
import { asId } from "@/server/kernel/id";
import { centavos } from "@/server/kernel/money";
import { orderCardsOf } from "@/server/payments/contract";
import { databaseInstant } from "@/server/platform/database-time";
import { stationsById } from "@/server/stations/contract";

/** Reads run in the caller's transaction as well as on the pool. */
type Reader = Pick<ReadDb, "execute">;

type Row = {
  id: string;
  user_id: string;
  station_id: string | null;
  fuel: Fuel;
  face_centavos: string;
  balance_centavos: string;
  redeemed_centavos: string;
  status: CouponStatus;
  is_prize: boolean;
  short_code: string | null;
  qr_version: number;
  qr_code: string | null;
  qr_regenerations: number;
  expires_at: string | null;
  activated_at: string | null;
  created_at: string;
  dispute_id: string | null;
};

const maybeInstant = (text: string | null): Date | null => (text === null ? null : databaseInstant(text));

const recordOf = (row: Row): CouponRecord => ({
  id: asId("coupon", row.id),
  userId: asId("user", row.user_id),
  stationId: row.station_id === null ? null : asId("station", row.station_id),
  fuel: row.fuel,
  faceCentavos: centavos(Number(row.face_centavos)),
  balanceCentavos: centavos(Number(row.balance_centavos)),
  redeemedCentavos: centavos(Number(row.redeemed_centavos)),
  status: row.status,
  isPrize: row.is_prize,
  shortCode: row.short_code,
  qrVersion: row.qr_version,
  qrCode: row.qr_code,
  qrRegenerations: row.qr_regenerations,
  expiresAt: maybeInstant(row.expires_at),
  activatedAt: maybeInstant(row.activated_at),
  createdAt: databaseInstant(row.created_at),
  disputeId: row.dispute_id === null ? null : asId("dispute", row.dispute_id),
});

export async function couponRecordsWhere(db: Reader, where: SQL): Promise<CouponRecord[]> {
  const rows = await db.execute<Row>(sql`
    select id, user_id, station_id, fuel, face_centavos, balance_centavos, redeemed_centavos, status, is_prize,
           short_code, qr_version, qr_code, qr_regenerations, expires_at::text, activated_at::text, created_at::text, dispute_id
    from coupons ${where}`);
  return [...rows].map(recordOf);
}

/** Coupons with their orders and stations, in the order of the statement. */
export async function couponViewsOf(db: Reader, where: SQL): Promise<CouponView[]> {
  const records = await couponRecordsWhere(db, where);
  const orders = await orderCardsOf(
    db,
    records.map((record) => record.id),
  );
  const stations = await stationsById(
    db,
    records.flatMap((record) => record.stationId ?? []),
  );
  return records.map((record) => {
    const station = record.stationId === null ? undefined : stations.get(record.stationId);
    return couponView(record, orders.get(record.id), station?.name ?? null);
  });
}
