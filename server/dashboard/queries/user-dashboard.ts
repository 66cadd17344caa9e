import "server-only";
import { sql } from "drizzle-orm";

import type { ReadDb } from "@/db/client";
import type { Fuel } from "@/server/kernel/fuel";
import { asId, type Id } from "@/server/kernel/id";
import { formatPesos } from "@/server/kernel/money";
import { instant } from "@/server/kernel/time";
import { databaseInstant } from "@/server/platform/database-time";

type CouponCounts = { total: number; active: number; redeemed: number; expired: number; spent: string };
type RedemptionTotals = { redemptions: number; redeemed: string };

async function couponCounts(db: ReadDb, userId: Id<"user">): Promise<CouponCounts> {
  const [row] = await db.execute<CouponCounts>(sql`
    select count(*)::int as total, count(*) filter (where status in ('ACTIVE', 'PARTIALLY_REDEEMED'))::int as active,
           count(*) filter (where status = 'REDEEMED')::int as redeemed,
           count(*) filter (where status = 'EXPIRED')::int as expired,
           coalesce(sum(face_centavos) filter (where not is_prize), 0)::text as spent
    from coupons where user_id = ${userId} and activated_at is not null`);
  return row ?? { total: 0, active: 0, redeemed: 0, expired: 0, spent: "0" };
}

async function redemptionTotals(db: ReadDb, userId: Id<"user">): Promise<RedemptionTotals> {
  const [row] = await db.execute<RedemptionTotals>(sql`
    select count(*)::int as redemptions, coalesce(sum(r.cost_centavos), 0)::text as redeemed from redemptions r
    where r.user_id = ${userId} and not exists (select from redemption_voids v where v.redemption_id = r.id)`);
  return row ?? { redemptions: 0, redeemed: "0" };
}

/** Numbers granted and not void, in every raffle; and the raffles open now. */
async function raffleCounts(db: ReadDb, userId: Id<"user">): Promise<{ tickets: number; raffles: number }> {
  const [row] = await db.execute<{ tickets: number; raffles: number }>(sql`
    select (select coalesce(sum(b.count), 0)::int from ticket_blocks b
             where b.user_id = ${userId} and not exists (
               select from ticket_voids v where v.raffle_id = b.raffle_id and v.leaf_index = b.leaf_index)) as tickets,
           (select count(*)::int from raffles where status = 'OPEN') as raffles`);
  return row ?? { tickets: 0, raffles: 0 };
}

type Transaction = {
  id: string;
  type: "PURCHASE" | "REDEMPTION" | "VOID" | "REFUND";
  coupon_id: string;
  station_id: string | null;
  amount: string;
  at: string;
};

const RECENT = 10;

async function recentTransactions(db: ReadDb, userId: Id<"user">) {
  const rows = await db.execute<Transaction>(sql`
    select id, type, coupon_id, station_id, amount::text as amount, at::text as at from (
      (select id, 'PURCHASE' as type, id as coupon_id, station_id, face_centavos as amount, activated_at as at
         from coupons where user_id = ${userId} and activated_at is not null order by activated_at desc limit ${RECENT})
      union all
      (select id, 'REDEMPTION', coupon_id, station_id, cost_centavos, redeemed_at
         from redemptions where user_id = ${userId} order by redeemed_at desc limit ${RECENT})
      union all
      (select r.id, 'VOID', r.coupon_id, r.station_id, r.cost_centavos, v.voided_at
         from redemptions r join redemption_voids v on v.redemption_id = r.id
         where r.user_id = ${userId} order by v.voided_at desc limit ${RECENT})
      union all
      (select f.id, 'REFUND', f.coupon_id, null, f.amount_centavos, f.created_at
         from refunds f join coupons c on c.id = f.coupon_id where c.user_id = ${userId}
         order by f.created_at desc limit ${RECENT})) moves
    order by at desc limit ${RECENT}`);
  return [...rows].map((row) => ({
    id: row.id,
    type: row.type,
    couponId: asId("coupon", row.coupon_id),
    stationId: row.station_id === null ? null : asId("station", row.station_id),
    amount: formatPesos(Number(row.amount)),
    at: instant(databaseInstant(row.at)),
  }));
}

type Expiring = { id: string; balance: string; fuel: Fuel; expires_at: string };

/** Balances that end within 30 days, the soonest first. */
async function upcomingExpirations(db: ReadDb, userId: Id<"user">) {
  const rows = await db.execute<Expiring>(sql`
    select id, balance_centavos::text as balance, fuel, expires_at::text as expires_at from coupons
    where user_id = ${userId} and status in ('ACTIVE', 'PARTIALLY_REDEEMED') and expires_at > now()
      and expires_at <= now() + interval '30 days'
    order by expires_at limit 10`);
  return [...rows].map((row) => ({
    couponId: asId("coupon", row.id),
    balance: formatPesos(Number(row.balance)),
    fuelType: row.fuel,
    validUntil: instant(databaseInstant(row.expires_at)),
  }));
}

/** A person's own numbers, from base tables by index: never behind. */
export async function userDashboardOf(db: ReadDb, userId: Id<"user">) {
  const [coupons, redemptions, raffles, recent, expiring] = await Promise.all([
    couponCounts(db, userId),
    redemptionTotals(db, userId),
    raffleCounts(db, userId),
    recentTransactions(db, userId),
    upcomingExpirations(db, userId),
  ]);
  return {
    totalCoupons: coupons.total,
    activeCoupons: coupons.active,
    redeemedCoupons: coupons.redeemed,
    expiredCoupons: coupons.expired,
    totalRedemptions: redemptions.redemptions,
    totalRaffleTickets: raffles.tickets,
    totalSpent: formatPesos(Number(coupons.spent)),
    totalRedeemed: formatPesos(Number(redemptions.redeemed)),
    activeRaffles: raffles.raffles,
    recentTransactions: recent,
    upcomingExpirations: expiring,
  };
}
