import "server-only";
import { sql } from "drizzle-orm";

import type { ApiCtx, Unit } from "@/server/container";
import { activateCoupon } from "@/server/coupons/commands/activate-coupon";
import { redeemCoupons } from "@/server/coupons/commands/redeem-coupons";
import { type Fuel, FUELS } from "@/server/kernel/fuel";
import type { Id } from "@/server/kernel/id";
import { centavos } from "@/server/kernel/money";
import { localDay, MEXICO_CITY } from "@/server/kernel/time";
import type { Order, PaymentMethod } from "@/server/payments/domain/order";
import type { PaymentStanding } from "@/server/payments/domain/standing";
import type { Ctx } from "@/server/platform/ctx";

import type { Chance } from "./chance";
import type { Attendant } from "./plant-people";
import { bookLines, saleLine } from "./service-lines";

const DAY_MS = 86_400_000;
const DAYS = 178;
const FACES = [20_000, 30_000, 50_000, 50_000, 80_000, 100_000] as const;

type Held = { id: Id<"coupon">; left: number };
type History = { now: Date; chance: Chance; buyers: readonly Id<"user">[]; attendants: readonly Attendant[] };
type SeedCtx = ApiCtx & Ctx<Unit>;

/** The same commands as at the pump, with the clock of that day: every row of the history was decided, none was made up. */
export const on = (ctx: SeedCtx, at: Date): SeedCtx => ({
  ...ctx,
  now: () => at,
  transact: (work) => ctx.transact((unit) => work({ ...unit, clock: { read: async () => at } })),
});

export type Purchase = { userId: Id<"user">; face: number; fuel: Fuel; at: Date; method?: PaymentMethod };

/** A purchase that was paid at once, with the payment service's line about it. */
export async function plantPurchase(
  ctx: SeedCtx,
  purchase: Purchase,
): Promise<{ couponId: Id<"coupon">; intentId: string }> {
  const { userId, face, fuel, at, method = "CARD" } = purchase;
  const then = on(ctx, at);
  const couponId = then.newId("coupon");
  const amount = centavos(face);
  const order: Order = {
    ...{ id: then.newId("order"), opId: then.newId("operation"), requestHash: "seed", userId, couponId, amount, fuel },
    ...{ stationId: null, method, paymentMethodId: "pm_card_visa", returnUrl: "/wallet", status: "CREATED" },
    ...{
      sessionId: null,
      checkoutUrl: null,
      intentId: null,
      awaitedSince: null,
      payBefore: null,
      failure: null,
      createdAt: at,
      expiresAt: at,
    },
    purchaseDay: localDay(at, MEXICO_CITY),
  };
  const intentId = `pi_seed_${order.id}`;
  await then.transact(async (unit) => {
    const isWithinLimit = await unit.orders.reserveDay({ userId, day: order.purchaseDay, amount });
    if (!isWithinLimit) throw new Error("the seed buys more than a day allows");
    await unit.orders.place(order);
    await unit.wallet.place({ ...{ id: couponId, userId, stationId: null, fuel, face: amount }, createdAt: at });
    const coupon = await unit.wallet.lock(couponId);
    if (!coupon) throw new Error("a seeded coupon is gone");
    const standing: PaymentStanding = {
      ...{ orderId: order.id, sessionId: undefined, intentId, amount, currency: "mxn" },
      ...{ url: undefined, payBefore: undefined, failure: undefined, isLive: ctx.services.payments.isLive },
      state: "PAID",
    };
    await activateCoupon(then, unit, { coupon, order, now: at, standing });
    await bookLines(then, unit, [saleLine({ intentId, amount, at })]);
  });
  return { couponId, intentId };
}

export type Dispensing = { couponId: Id<"coupon">; pesos: number; attendant: Attendant; pumpNumber: number };

/** What one instant dispensed, each from another coupon. */
export async function plantRedemptions(ctx: SeedCtx, at: Date, wanted: readonly Dispensing[]): Promise<void> {
  const then = on(ctx, at);
  const answers = await redeemCoupons(
    then,
    wanted.map(({ couponId, pesos, attendant, pumpNumber }) => ({
      operation: { opId: then.newId("operation"), actor: `user:${attendant.id}`, requestHash: "seed" },
      ...{ couponId, sessionId: attendant.sessionId, place: undefined, requestId: "seed", locale: "es-MX" as const },
      redemption: {
        shown: { way: "QR", qrVersion: 1 },
        ...{ attendantId: attendant.id, stationId: attendant.stationId, pumpNumber },
        asked: { in: "PESOS", pesos: centavos(pesos) },
      },
    })),
  );
  for (const answer of answers) {
    if (answer.state !== "answered" || answer.answer.status !== 200) {
      throw new Error(`a seeded redemption was refused: ${JSON.stringify(answer)}`);
    }
  }
}

/** Half a year of purchases and redemptions, so that every list and chart has something to show. */
export async function plantHistory(ctx: SeedCtx, { now, chance, buyers, attendants }: History): Promise<void> {
  const first = new Date(now.getTime() - DAYS * DAY_MS);
  await ctx.transact(async ({ tx }) => {
    await tx.execute(sql`select ensure_redemption_partitions(${first.toISOString().slice(0, 10)}::date, 7)`);
  });
  let held: Held[] = [];
  for (let day = 0; day < DAYS; day++) {
    const midnight = new Date(first.getTime() + day * DAY_MS);
    const bought = await buyOn(ctx, midnight, { chance, buyers });
    held = [...held, ...bought];
    const at = new Date(midnight.getTime() + chance.between(17 * 60, 27 * 60) * 60_000 + chance.between(0, 59_999));
    if (at < now) held = await redeemOn(ctx, at, { chance, held, attendants });
    await closeShifts(ctx, at);
  }
}

/** Everybody goes home at the end of the day; who works today opens a shift of their own. */
const closeShifts = (ctx: SeedCtx, at: Date): Promise<void> =>
  ctx.transact(async ({ tx }) => {
    const evening = new Date(at.getTime() + 3_600_000).toISOString();
    await tx.execute(sql`update shifts set closed_at = ${evening} where closed_at is null`);
  });

async function buyOn(
  ctx: SeedCtx,
  midnight: Date,
  { chance, buyers }: Pick<History, "chance" | "buyers">,
): Promise<Held[]> {
  const bought: Held[] = [];
  for (let n = chance.between(0, 2); n > 0; n--) {
    const face = chance.pick(FACES);
    const at = new Date(midnight.getTime() + chance.between(13 * 60, 16 * 60) * 60_000);
    const wish = { userId: chance.pick(buyers), face, fuel: chance.pick(FUELS), at };
    const { couponId: id } = await plantPurchase(ctx, wish);
    bought.push({ id, left: face });
  }
  return bought;
}

type Day = { chance: Chance; held: readonly Held[]; attendants: readonly Attendant[] };

async function redeemOn(ctx: SeedCtx, at: Date, { chance, held, attendants }: Day): Promise<Held[]> {
  const busy = held.filter(() => chance.next() < 0.4).slice(0, 4);
  const wanted = busy.map((coupon): Dispensing => {
    const part = chance.between(10, 45) * 1_000;
    const pesos = coupon.left - part < 5_000 ? coupon.left : part;
    return { couponId: coupon.id, pesos, attendant: chance.pick(attendants), pumpNumber: chance.between(1, 4) };
  });
  if (wanted.length > 0) await plantRedemptions(ctx, at, wanted);
  const spent = new Map(wanted.map(({ couponId, pesos }) => [couponId, pesos]));
  return held.map(({ id, left }) => ({ id, left: left - (spent.get(id) ?? 0) })).filter(({ left }) => left > 0);
}
