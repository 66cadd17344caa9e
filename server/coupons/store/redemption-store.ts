import "server-only";
import type { TransactionSql } from "postgres";

import { rawOf, type Tx } from "@/db/client";
import type { Coupon } from "@/server/coupons/domain/coupon";
import type { LastRedemption, NewRedemption, RedemptionStore } from "@/server/coupons/domain/redemption-record";
import { asId, type Id } from "@/server/kernel/id";
import { centavos } from "@/server/kernel/money";
import { databaseInstant } from "@/server/platform/database-time";

import { couponOf, type CouponRow } from "./coupon-row";
import { openShiftOf, shiftsAt } from "./shifts";
import { lockForVoid, saveVoid } from "./voids";

export const redemptionStore = (tx: Tx): RedemptionStore => {
  const raw = rawOf(tx);
  return {
    lockCoupons: (ids) => lockCoupons(raw, ids),
    couponByShortCode: (shortCode) => couponByShortCode(raw, shortCode),
    findCoupon: (id) => findCoupon(raw, id),
    lastRedemption: (couponId) => lastRedemption(raw, couponId),
    shiftsAt: (places, opening) => shiftsAt(raw, places, opening),
    openShiftOf: (place) => openShiftOf(raw, place),
    saveRedemptions: (redemptions) => saveRedemptions(raw, redemptions),
    lockForVoid: (id) => lockForVoid(raw, id),
    saveVoid: (voided) => saveVoid(raw, voided),
  };
};

/** Sorted before it locks: every command takes coupons in ascending id order. */
export async function lockCoupons(
  raw: TransactionSql,
  ids: readonly Id<"coupon">[],
): Promise<ReadonlyMap<Id<"coupon">, Coupon>> {
  const rows = await raw<CouponRow[]>`
    select id, user_id, station_id, fuel, face_centavos, balance_centavos, redeemed_centavos, status, is_prize,
           short_code, qr_version, expires_at
    from coupons where id = any(${[...ids]}::uuid[]) order by id for update`;
  return new Map(rows.map((row) => [couponOf(row).id, couponOf(row)]));
}

async function findCoupon(raw: TransactionSql, id: Id<"coupon">): Promise<Coupon | undefined> {
  const [row] = await raw<CouponRow[]>`
    select id, user_id, station_id, fuel, face_centavos, balance_centavos, redeemed_centavos, status, is_prize,
           short_code, qr_version, expires_at
    from coupons where id = ${id}`;
  return row && couponOf(row);
}

type LastRow = {
  redeemed_at: string;
  station_id: string;
  pump_number: number;
  cost_centavos: string;
  attendant_id: string;
};

async function lastRedemption(raw: TransactionSql, couponId: Id<"coupon">): Promise<LastRedemption | undefined> {
  const [row] = await raw<LastRow[]>`
    select r.redeemed_at, r.station_id, r.pump_number, r.cost_centavos, r.attendant_id from redemptions r
    where r.coupon_id = ${couponId} and not exists (select from redemption_voids v where v.redemption_id = r.id)
    order by r.redeemed_at desc limit 1`;
  return (
    row && {
      redeemedAt: databaseInstant(row.redeemed_at),
      stationId: asId("station", row.station_id),
      pumpNumber: row.pump_number,
      cost: centavos(Number(row.cost_centavos)),
      attendantId: asId("user", row.attendant_id),
    }
  );
}

async function couponByShortCode(raw: TransactionSql, shortCode: string): Promise<Id<"coupon"> | undefined> {
  const [row] = await raw<{ id: string }[]>`select id from coupons where short_code = ${shortCode}`;
  return row && asId("coupon", row.id);
}

const recordOf = (r: NewRedemption) => ({
  id: r.id,
  op_id: r.opId,
  coupon_id: r.coupon.id,
  user_id: r.coupon.userId,
  station_id: r.stationId,
  pump_number: r.pumpNumber,
  attendant_id: r.attendantId,
  shift_id: r.shiftId,
  session_id: r.sessionId,
  station_device_id: r.stationDeviceId,
  fuel: r.coupon.fuel,
  asked_in: r.askedIn,
  volume: r.volume,
  price: r.price,
  cost: r.cost,
  balance_before: r.coupon.balanceCentavos,
  balance_after: r.balanceAfter,
  redeemed_before: r.redeemedBefore,
  redeemed_after: r.redeemedAfter,
  status: r.statusAfter,
  tickets: r.ticketsEarned,
  latitude: r.place?.latitude ?? null,
  longitude: r.place?.longitude ?? null,
  reference: r.reference,
  at: r.redeemedAt.toISOString(),
});

/** One statement for the whole batch: the balances move only from what was locked, and all of them or none. */
async function saveRedemptions(raw: TransactionSql, redemptions: readonly NewRedemption[]): Promise<void> {
  if (redemptions.length === 0) return;
  const [saved] = await raw<{ changed: number }[]>`
    with r as materialized (
      select * from jsonb_to_recordset(${JSON.stringify(redemptions.map(recordOf))}::jsonb) as x(
        id uuid, op_id uuid, coupon_id uuid, user_id uuid, station_id uuid, pump_number smallint, attendant_id uuid,
        shift_id uuid, session_id uuid, station_device_id uuid, fuel fuel, asked_in text, volume bigint, price int, cost bigint,
        balance_before bigint, balance_after bigint, redeemed_before bigint, redeemed_after bigint,
        status coupon_status, tickets int, latitude double precision, longitude double precision, reference text,
        at timestamptz)),
    changed as (
      update coupons c set balance_centavos = s.balance_after, redeemed_centavos = s.redeemed_after, status = s.status
      from (select coupon_id, count(*) as redemptions, sum(cost) as cost,
              max(balance_before) as balance_before, min(balance_after) as balance_after,
              min(redeemed_before) as redeemed_before, max(redeemed_after) as redeemed_after,
              (array_agg(status order by redeemed_after desc))[1] as status
            from r group by coupon_id) s
      where c.id = s.coupon_id and c.balance_centavos = s.balance_before and c.redeemed_centavos = s.redeemed_before
        and s.balance_after = s.balance_before - s.cost and s.redeemed_after = s.redeemed_before + s.cost
        and s.balance_after >= 0 and c.status in ('ACTIVE', 'PARTIALLY_REDEEMED')
      returning s.redemptions),
    keyed as (
      insert into redemption_keys (redemption_id, op_id, coupon_id, redeemed_at)
      select r.id, r.op_id, r.coupon_id, r.at from r),
    kept as (
      insert into redemptions (id, redeemed_at, coupon_id, user_id, station_id, pump_number, attendant_id, shift_id,
        session_id, station_device_id, fuel, asked_in, volume_millilitres, price_tenth_milli, cost_centavos, balance_after_centavos,
        redeemed_before_centavos, redeemed_after_centavos, tickets_earned, ticket_rule, location, reference)
      select r.id, r.at, r.coupon_id, r.user_id, r.station_id, r.pump_number, r.attendant_id, r.shift_id, r.session_id,
        r.station_device_id, r.fuel, r.asked_in, r.volume, r.price, r.cost, r.balance_after, r.redeemed_before, r.redeemed_after, r.tickets,
        1, st_setsrid(st_makepoint(r.longitude, r.latitude), 4326), r.reference
      from r)
    select coalesce(sum(redemptions), 0)::int as changed from changed`;
  if (saved?.changed !== redemptions.length) throw new Error("a coupon was not as it was locked");
}
