import "server-only";
import type { TransactionSql } from "postgres";

import { rawOf, type Tx } from "@/db/client";
import { ATTENDANT_VELOCITY } from "@/server/coupons/domain/fraud-attendant-velocity";
import { COUPON_VELOCITY } from "@/server/coupons/domain/fraud-coupon-velocity";
import { DEVICE_VELOCITY } from "@/server/coupons/domain/fraud-device-velocity";
import type { CountedRedemption, FlagVerdict, FraudStore, NewFlag } from "@/server/coupons/domain/fraud-flag";
import { REFUSED_CODES } from "@/server/coupons/domain/fraud-refused-codes";
import { TINY } from "@/server/coupons/domain/fraud-tiny-partials";
import { asId, type Id, type NewId } from "@/server/kernel/id";
import { databaseInstant } from "@/server/platform/database-time";

export const fraudStore = (tx: Tx, newId: NewId): FraudStore => {
  const raw = rawOf(tx);
  return {
    count: (ids) => count(raw, ids),
    refusedBy: (asks) => refusedBy(raw, asks),
    save: (flags) =>
      save(
        raw,
        flags.map((flag) => rowOf(flag, newId("row"))),
      ),
    lockFlag: (id) => lockFlag(raw, id),
    review: async (id, { verdict, note, by, at }) =>
      void (await raw`
        update fraud_flags set verdict = ${verdict}, note = ${note}, reviewed_by = ${by}, reviewed_at = ${at.toISOString()}
        where id = ${id}`),
  };
};

type Row = {
  id: string;
  coupon_id: string;
  attendant_id: string;
  station_id: string;
  session_id: string | null;
  redeemed_at: string;
  volume: string;
  latitude: number | null;
  longitude: number | null;
  of_coupon: number;
  of_attendant: number;
  of_device: number;
  tiny: number;
};

/**
 * Each count ends at what its rule needs, so that a busy coupon or person costs no more than a quiet one. An attendant's are
 * read once for the whole batch: what it holds, and before its first as many as the larger rule asks.
 */
async function count(raw: TransactionSql, ids: readonly Id<"redemption">[]): Promise<readonly CountedRedemption[]> {
  const rows = await raw<Row[]>`
    with asked as materialized (
      select r.id, r.coupon_id, r.attendant_id, r.station_id, r.session_id, r.redeemed_at, r.volume_millilitres,
        st_y(r.location) as latitude, st_x(r.location) as longitude
      from redemption_keys k join redemptions r on r.id = k.redemption_id and r.redeemed_at = k.redeemed_at
      where k.redemption_id = any(${[...ids]}::uuid[])),
    stretches as (select attendant_id, min(redeemed_at) as since, max(redeemed_at) as until from asked group by 1),
    seen as (
      select o.* from stretches s cross join lateral (
        select o.id, o.attendant_id, o.session_id, o.redeemed_at from redemptions o
          where o.attendant_id = s.attendant_id and o.redeemed_at between s.since and s.until
        union all
        (select o.id, o.attendant_id, o.session_id, o.redeemed_at from redemptions o
          where o.attendant_id = s.attendant_id and o.redeemed_at < s.since
            and o.redeemed_at > s.since - make_interval(secs => ${ATTENDANT_VELOCITY.seconds})
          order by o.redeemed_at desc limit ${ATTENDANT_VELOCITY.count - 1})) o),
    paced as (
      select id, count(*) over (partition by attendant_id order by redeemed_at
          range between make_interval(secs => ${within(ATTENDANT_VELOCITY.seconds)}) preceding and current row) as of_attendant,
        count(*) over (partition by attendant_id, session_id order by redeemed_at
          range between make_interval(secs => ${within(DEVICE_VELOCITY.seconds)}) preceding and current row) as of_device
      from seen)
    select r.id, r.coupon_id, r.attendant_id, r.station_id, r.session_id, r.redeemed_at, r.latitude, r.longitude,
      r.volume_millilitres as volume, least(p.of_attendant, ${ATTENDANT_VELOCITY.count})::int as of_attendant,
      least(p.of_device, ${DEVICE_VELOCITY.count})::int as of_device,
      (select count(*)::int from (select 1 from redemptions o where o.coupon_id = r.coupon_id
         and o.redeemed_at <= r.redeemed_at and o.redeemed_at > r.redeemed_at - make_interval(secs => ${COUPON_VELOCITY.seconds})
         limit ${COUPON_VELOCITY.count}) n) as of_coupon,
      (select count(*)::int from (select 1 from redemptions o where o.coupon_id = r.coupon_id
         and o.volume_millilitres < ${TINY.millilitres} and o.redeemed_at <= r.redeemed_at
         and o.redeemed_at > r.redeemed_at - make_interval(secs => ${TINY.seconds}) limit ${TINY.count}) n) as tiny
    from asked r join paced p using (id)`;
  return rows.map(countedOf);
}

/** A window's frame holds its first instant, a rule's stretch does not: a microsecond less, the database's finest. */
const within = (seconds: number): number => seconds - 0.000_001;

const countedOf = (row: Row): CountedRedemption => ({
  redemptionId: asId("redemption", row.id),
  couponId: asId("coupon", row.coupon_id),
  attendantId: asId("user", row.attendant_id),
  stationId: asId("station", row.station_id),
  deviceId: row.session_id === null ? undefined : asId("session", row.session_id),
  redeemedAt: databaseInstant(row.redeemed_at),
  volumeMillilitres: Number(row.volume),
  place:
    row.latitude === null || row.longitude === null ? undefined : { latitude: row.latitude, longitude: row.longitude },
  ofCoupon: row.of_coupon,
  ofAttendant: row.of_attendant,
  ofDevice: row.of_device,
  tinyOfCoupon: row.tiny,
});

async function refusedBy(
  raw: TransactionSql,
  asks: readonly { actorId: Id<"user">; at: Date }[],
): Promise<readonly number[]> {
  if (asks.length === 0) return [];
  const wanted = asks.map(({ actorId, at }, n) => ({ n, actor_id: actorId, at: at.toISOString() }));
  const rows = await raw<{ n: number; refused: number }[]>`
    select a.n, (select count(*)::int from (select 1 from validation_attempts v where v.actor_id = a.actor_id
        and v.outcome = 'INVALID_QR_CODE' and v.at <= a.at
        and v.at > a.at - make_interval(secs => ${REFUSED_CODES.seconds}) limit ${REFUSED_CODES.count}) found) as refused
    from jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb) as a(n int, actor_id uuid, at timestamptz)`;
  const counts = asks.map(() => 0);
  for (const { n, refused } of rows) counts[n] = refused;
  return counts;
}

const rowOf = (flag: NewFlag, id: Id<"row">) => ({
  id,
  rule: flag.rule,
  matter: flag.matter,
  redemption_id: flag.redemptionId,
  coupon_id: flag.couponId,
  attendant_id: flag.attendantId,
  station_id: flag.stationId,
  score: flag.score,
  evidence: flag.evidence,
  flagged_at: flag.flaggedAt.toISOString(),
});

async function save(raw: TransactionSql, flags: readonly ReturnType<typeof rowOf>[]): Promise<void> {
  if (flags.length === 0) return;
  await raw`
    insert into fraud_flags (id, rule, matter, redemption_id, coupon_id, attendant_id, station_id, score, evidence, flagged_at)
    select f.id, f.rule, f.matter, f.redemption_id, f.coupon_id, f.attendant_id, f.station_id, f.score, f.evidence, f.flagged_at
    from jsonb_to_recordset(${JSON.stringify(flags)}::jsonb) as f(id uuid, rule text, matter text,
      redemption_id uuid, coupon_id uuid, attendant_id uuid, station_id uuid, score smallint, evidence jsonb,
      flagged_at timestamptz)
    on conflict (rule, matter) do nothing`;
}

type FlagRow = { attendant_id: string | null; rule: string; verdict: FlagVerdict | null };

async function lockFlag(raw: TransactionSql, id: Id<"row">) {
  const [row] = await raw<FlagRow[]>`select attendant_id, rule, verdict from fraud_flags where id = ${id} for update`;
  if (!row) return undefined;
  return {
    attendantId: row.attendant_id === null ? null : asId("user", row.attendant_id),
    rule: row.rule,
    verdict: row.verdict,
  };
}
