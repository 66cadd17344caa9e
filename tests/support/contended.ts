import type { Sql } from "postgres";
import { uuidv7 } from "uuidv7";

import type { Chance } from "@/db/seed/chance";
import type { RedeemAnswer, RedeemAsk } from "@/server/coupons/commands/redeem-coupons";
import { asId } from "@/server/kernel/id";
import { centavos } from "@/server/kernel/money";
import { requestHash } from "@/server/platform/operations";

import type { Person, World, WorldCoupon } from "./coupon-world";

const FACE = 100_000;
const PUMP = 1;

/** One attempt of many at a few coupons; `opId` is now and then somebody else's, with the same content or another. */
export type Attempt = {
  readonly opId: string;
  readonly who: Person;
  readonly coupon: WorldCoupon;
  readonly stationId: string;
  readonly pumpNumber: number;
  /** Centavos. */
  readonly pesos: number;
  readonly isRepeat: boolean;
  readonly isMismatch: boolean;
};

export type Crowd = { readonly stationId: string; readonly attendants: readonly Person[] };

export async function crowdAt(world: World, attendants: number): Promise<Crowd> {
  const stationId = await world.station();
  const people: Person[] = [];
  for (let i = 0; i < attendants; i++) people.push(await world.attendantAt(stationId));
  return { stationId, attendants: people };
}

/** Of an owner of their own: nobody may buy more than fifty a day. */
export async function couponsFor(world: World, count: number): Promise<WorldCoupon[]> {
  const owner = await world.person();
  const coupons: WorldCoupon[] = [];
  for (let i = 0; i < count; i++) coupons.push(await world.coupon({ owner, face: FACE }));
  return coupons;
}

type Wave = { readonly crowd: Crowd; readonly coupons: readonly WorldCoupon[]; readonly count: number };

/**
 * A wave of attempts: the first coupon is asked for whole by everybody (one may have it), the others in parts that add up
 * to far more than there is. One in twelve repeats an operation, one in forty takes its id for another amount.
 */
export function waveOf(chance: Chance, { crowd, coupons, count }: Wave): Attempt[] {
  const wave: Attempt[] = [];
  for (let i = 0; i < count; i++) {
    const coupon = chance.pick(coupons);
    const pesos = coupon === coupons[0] ? FACE : chance.between(1_000, 25_000);
    const fresh = { opId: uuidv7(), who: chance.pick(crowd.attendants), coupon, pesos, isRepeat: false };
    const place = { stationId: crowd.stationId, pumpNumber: PUMP, isMismatch: false };
    const earlier = wave.length > 0 ? chance.pick(wave) : undefined;
    const dice = chance.between(1, 120);
    if (earlier && !earlier.isMismatch && dice <= 10) wave.push({ ...earlier, isRepeat: true });
    else if (earlier && !earlier.isMismatch && dice <= 13)
      wave.push({ ...earlier, pesos: earlier.pesos + 1, isMismatch: true });
    else wave.push({ ...fresh, ...place });
  }
  return wave;
}

export type Told = { readonly kind: string; readonly body: string };

/** As the queue of redemptions hands it on. */
export function askOf({ opId, who, coupon, stationId, pumpNumber, pesos }: Attempt): RedeemAsk {
  const request = { coupon: coupon.id, stationId, pumpNumber, pesos };
  return {
    operation: {
      opId: asId("operation", opId),
      actor: `user:${who.id}`,
      requestHash: requestHash("race", request),
    },
    couponId: coupon.id,
    redemption: {
      shown: { way: "QR", qrVersion: 1 },
      attendantId: who.id,
      stationId: asId("station", stationId),
      pumpNumber,
      asked: { in: "PESOS", pesos: centavos(pesos) },
    },
    sessionId: who.sessionId,
    place: undefined,
    requestId: opId,
    locale: "es-MX",
  };
}

export function toldOf(answer: RedeemAnswer): Told {
  if (answer.state === "turned-away") return { kind: answer.refusal.kind, body: "" };
  const { status, body } = answer.answer;
  return { kind: status === 200 ? "OK" : String(JSON.parse(body).error), body };
}

const ALLOWED = new Set(["OK", "INSUFFICIENT_BALANCE", "COUPON_ALREADY_REDEEMED"]);

/** What is wrong with the answers of a wave, in words; nothing when each operation has one answer and that a definite one. */
export function faultsOf(wave: readonly Attempt[], answers: readonly Told[]): string[] {
  const first = new Map<string, string>();
  return wave.flatMap(({ opId, isMismatch }, i) => {
    const answer = answers[i];
    if (!answer) return ["no answer"];
    const { kind, body } = answer;
    // Whichever of the two contents came first owns the id.
    const isStolen = wave.some((other) => other.opId === opId && other.isMismatch);
    if (kind === "OPERATION_MISMATCH") return isStolen ? [] : [`${kind} for an id used once`];
    if (!ALLOWED.has(kind)) return [kind];
    if (isStolen && isMismatch) return [];
    const before = first.get(opId);
    first.set(opId, before ?? body);
    return before === undefined || before === body || isStolen ? [] : ["two answers for one operation"];
  });
}

/** What the database holds of these coupons against what was told; all zero is right. */
export async function booksAgainst(
  sql: Sql,
  coupons: readonly WorldCoupon[],
  accepted: ReadonlySet<string>,
): Promise<{ doubled: number; overspent: number; unknown: number; lost: number }> {
  const ids = coupons.map((coupon) => coupon.id);
  const [row] = await sql<{ doubled: number; overspent: number }[]>`
    with sold as (select coupon_id, sum(cost_centavos) as pesos from redemptions where coupon_id = any(${ids}::uuid[]) group by 1)
    select
      (select count(*)::int from (select op_id from redemption_keys where coupon_id = any(${ids}::uuid[])
         group by op_id having count(*) > 1) twice) as doubled,
      (select count(*)::int from coupons c left join sold s on s.coupon_id = c.id where c.id = any(${ids}::uuid[])
         and (coalesce(s.pesos, 0) > c.face_centavos or c.balance_centavos <> c.face_centavos - coalesce(s.pesos, 0)))
        as overspent`;
  const kept = await sql<{ id: string }[]>`select id from redemptions where coupon_id = any(${ids}::uuid[])`;
  const here = new Set(kept.map(({ id }) => id));
  return {
    doubled: row?.doubled ?? -1,
    overspent: row?.overspent ?? -1,
    unknown: [...here].filter((id) => !accepted.has(id)).length,
    lost: [...accepted].filter((id) => !here.has(id)).length,
  };
}
