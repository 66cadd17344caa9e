import "server-only";
import type { TransactionSql } from "postgres";

import type { NewVoid, VoidTarget } from "@/server/coupons/domain/redemption-record";
import type { Fuel } from "@/server/kernel/fuel";
import { asId, type Id } from "@/server/kernel/id";
import { centavos } from "@/server/kernel/money";
import { databaseInstant } from "@/server/platform/database-time";

import { couponOf, type CouponRow } from "./coupon-row";

type Row = CouponRow & {
  station_of_sale: string;
  attendant_id: string;
  sold_fuel: Fuel;
  volume: string;
  cost: string;
  redeemed_at: string;
  is_voided: boolean;
  is_disputed: boolean;
};

/** The coupon is locked before the redemption is judged, so that a void and a redemption of it never cross. */
export async function lockForVoid(raw: TransactionSql, id: Id<"redemption">): Promise<VoidTarget | undefined> {
  await raw`
    select 1 from coupons where id = (select coupon_id from redemption_keys where redemption_id = ${id}) for update`;
  const [row] = await raw<Row[]>`
    select c.id, c.user_id, c.station_id, c.fuel, c.face_centavos, c.balance_centavos, c.redeemed_centavos, c.status,
           c.is_prize, c.short_code, c.qr_version, c.expires_at, c.dispute_id is not null as is_disputed, r.station_id as station_of_sale, r.attendant_id,
           r.fuel as sold_fuel, r.volume_millilitres as volume, r.cost_centavos as cost, r.redeemed_at,
           exists (select from redemption_voids v where v.redemption_id = k.redemption_id) as is_voided
    from redemption_keys k
    join redemptions r on r.id = k.redemption_id and r.redeemed_at = k.redeemed_at
    join coupons c on c.id = k.coupon_id
    where k.redemption_id = ${id}`;
  if (!row) return undefined;
  return {
    coupon: { ...couponOf(row), isDisputed: row.is_disputed },
    redemption: {
      id,
      stationId: asId("station", row.station_of_sale),
      attendantId: asId("user", row.attendant_id),
      fuel: row.sold_fuel,
      volumeMillilitres: Number(row.volume),
      cost: centavos(Number(row.cost)),
      redeemedAt: databaseInstant(row.redeemed_at),
      isVoided: row.is_voided,
    },
  };
}

export async function saveVoid(raw: TransactionSql, voided: NewVoid): Promise<void> {
  const { target, opId, by, requestedBy, shiftId, reason, at, returnedTo } = voided;
  await raw`
    insert into redemption_voids (redemption_id, op_id, shift_id, voided_by, requested_by, reason, returned_to, voided_at)
    values (${target.redemption.id}, ${opId}, ${shiftId}, ${by}, ${requestedBy}, ${reason}, ${returnedTo},
            ${at.toISOString()})`;
  if (returnedTo !== "COUPON") return;
  const changed = await raw`
    update coupons set balance_centavos = ${voided.balanceAfter}, status = ${voided.statusAfter}
    where id = ${target.coupon.id} and balance_centavos = ${target.coupon.balanceCentavos}
      and status = ${target.coupon.status}`;
  if (changed.count !== 1) throw new Error("a coupon was not as it was locked");
}
