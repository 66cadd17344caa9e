import "server-only";
import { type SQL, sql } from "drizzle-orm";

import type { ReadDb } from "@/db/client";
import { namesOf } from "@/server/auth/contract";
import type { CouponRecord } from "@/server/coupons/domain/coupon-view";
import type { AllCouponsInput } from "@/server/coupons/schemas/control";
import type { Id } from "@/server/kernel/id";
import { formatPesos } from "@/server/kernel/money";
import { instant } from "@/server/kernel/time";
import { stationsById } from "@/server/stations/contract";

import { couponRecordsWhere } from "./coupon-views";
import { redemptionsOfAny } from "./redemptions";

const columns = { createdAt: sql`created_at`, balance: sql`balance_centavos` } as const;

/** The beginning of an id is a range of ids, so that the primary key answers; a redemption's reference leads to its coupon. */
function matching(q: string): SQL {
  const hex = q.toLowerCase().replaceAll("-", "");
  const byReference = sql`id in (select coupon_id from redemptions where reference = ${q.toUpperCase()})`;
  if (!/^[0-9a-f]{8,32}$/.test(hex)) return byReference;
  return sql`(id between ${hex.padEnd(32, "0")}::uuid and ${hex.padEnd(32, "f")}::uuid or ${byReference})`;
}

function conditions({ status, fuelType, q }: AllCouponsInput): SQL {
  const all = [
    sql`true`,
    ...(status === undefined ? [] : [sql`status = ${status}`]),
    ...(fuelType === undefined ? [] : [sql`fuel = ${fuelType}`]),
    ...(q === undefined ? [] : [matching(q)]),
  ];
  return sql.join(all, sql` and `);
}

async function totalsOf(db: ReadDb, where: SQL) {
  const [row] = await db.execute<{ n: number; amount: string; balance: string }>(sql`
    select count(*)::int as n, coalesce(sum(face_centavos), 0)::text as amount,
           coalesce(sum(balance_centavos), 0)::text as balance
    from coupons where ${where}`);
  return {
    coupons: row?.n ?? 0,
    amount: formatPesos(Number(row?.amount ?? 0)),
    balance: formatPesos(Number(row?.balance ?? 0)),
  };
}

/** Coupons as lists show them to those who look after all of them: names of people and places, no codes. */
async function rowsOf(db: ReadDb, records: readonly CouponRecord[]) {
  const [owners, stations] = await Promise.all([
    namesOf(
      db,
      records.map(({ userId }) => userId),
    ),
    stationsById(
      db,
      records.flatMap(({ stationId }) => stationId ?? []),
    ),
  ]);
  return records.map((record) => {
    const owner = owners.get(record.userId);
    const station = record.stationId === null ? undefined : stations.get(record.stationId);
    return {
      id: record.id,
      status: record.status,
      fuelType: record.fuel,
      amount: formatPesos(record.faceCentavos),
      balance: formatPesos(record.balanceCentavos),
      stationId: record.stationId,
      stationName: station?.name ?? null,
      ownerId: record.userId,
      ownerName: owner ? `${owner.firstName} ${owner.lastName}` : "",
      isPrize: record.isPrize,
      validUntil: record.expiresAt && instant(record.expiresAt),
      activatedAt: record.activatedAt && instant(record.activatedAt),
      createdAt: instant(record.createdAt),
    };
  });
}

/** Everybody's coupons, in the asked order; the cursor is the last id of the page before. */
export async function allCoupons(db: ReadDb, input: AllCouponsInput) {
  const { sort, cursor, limit } = input;
  const isDescending = sort.startsWith("-");
  const by = columns[sort.endsWith("balance") ? "balance" : "createdAt"];
  const where = conditions(input);
  const last = sql`(select ${by}, id from coupons where id = ${cursor})`;
  const after =
    cursor === undefined ? sql`` : isDescending ? sql`and (${by}, id) < ${last}` : sql`and (${by}, id) > ${last}`;
  const order = isDescending ? sql`${by} desc, id desc` : sql`${by}, id`;
  const [totals, records] = await Promise.all([
    totalsOf(db, where),
    couponRecordsWhere(db, sql`where ${where} ${after} order by ${order} limit ${limit + 1}`),
  ]);
  const coupons = await rowsOf(db, records.slice(0, limit));
  return { coupons, totals, nextCursor: records.length > limit ? (coupons.at(-1)?.id ?? null) : null };
}

const SHOWN_REDEMPTIONS = 50;

/** One coupon with its redemptions, newest first; undefined where there is none. */
export async function couponForControl(db: ReadDb, couponId: Id<"coupon">) {
  const [record] = await couponRecordsWhere(db, sql`where id = ${couponId}`);
  if (!record) return undefined;
  const [[row], { redemptions }] = await Promise.all([
    rowsOf(db, [record]),
    redemptionsOfAny(db, { couponId, limit: SHOWN_REDEMPTIONS }),
  ]);
  if (!row) return undefined;
  const { redeemedCentavos, qrRegenerations: codeRegenerations } = record;
  return { ...row, redeemed: formatPesos(redeemedCentavos), codeRegenerations, redemptions };
}
