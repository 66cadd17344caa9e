import "server-only";
import type { Coupon } from "@/server/coupons/domain/coupon";
import type { CouponStatus } from "@/server/coupons/domain/coupon-status";
import type { Fuel } from "@/server/kernel/fuel";
import { asId } from "@/server/kernel/id";
import { centavos } from "@/server/kernel/money";
import { databaseInstant } from "@/server/platform/database-time";

/** A row of `coupons` as raw statements give it: int8 and timestamps are text. */
export type CouponRow = {
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
  expires_at: string | null;
};

export const couponOf = (row: CouponRow): Coupon => ({
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
  expiresAt: row.expires_at === null ? null : databaseInstant(row.expires_at),
});
