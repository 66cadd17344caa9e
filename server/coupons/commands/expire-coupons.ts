import "server-only";
import { couponExpired, type CouponExpired, couponExpiring, type CouponExpiring } from "@/server/coupons/events";
import type { Ending, ExpiryUnit } from "@/server/coupons/ports";
import { instant } from "@/server/kernel/time";
import { expireEntry } from "@/server/ledger/contract";
import type { Ctx } from "@/server/platform/ctx";
import type { NewEvent } from "@/server/platform/unit";

/** Few enough that nobody waits long for the locks of one batch. */
const AT_ONCE = 500;
const MOST_ROUNDS = 200;

type ExpiryCtx = Ctx<ExpiryUnit>;

/**
 * Ends the validity of every coupon whose time is over, in batches that touch only what nobody else holds: what is left on
 * it becomes a liability of its own, never income (domain words, "Coupons"). Answers how many; run by a job.
 */
export const expireCoupons = (ctx: ExpiryCtx): Promise<number> =>
  inBatches(async () =>
    ctx.transact(async (unit) => {
      const ended = await unit.expiry.expireDue(AT_ONCE);
      if (ended.length === 0) return 0;
      const now = await unit.clock.read();
      const entries = ended.map(({ couponId, amount }) => expireEntry({ couponId, amount, ref: ctx.newId("row") }));
      await unit.ledger.post(entries, now);
      await unit.events.append(ended.map((ending) => expiredEvent(ending, now)));
      return ended.length;
    }),
  );

/** Tells owners 14, 3 and 1 days before the end, each once; after a pause only the nearest. Answers how many. */
export const remindOfExpiry = (ctx: ExpiryCtx): Promise<number> =>
  inBatches(async () =>
    ctx.transact(async (unit) => {
      const soon = await unit.expiry.remindDue(AT_ONCE);
      if (soon.length === 0) return 0;
      const now = await unit.clock.read();
      const events = soon.map(({ couponId, userId, amount, daysBefore, expiresAt }): NewEvent => {
        const payload: CouponExpiring = {
          ...{ couponId, userId, amountCentavos: amount, daysBefore, expiresAt: instant(expiresAt) },
        };
        return { type: couponExpiring.type, aggregateId: couponId, occurredAt: now, payload };
      });
      await unit.events.append(events);
      return soon.length;
    }),
  );

function expiredEvent({ couponId, userId, amount, expiresAt }: Ending, now: Date): NewEvent {
  const payload: CouponExpired = { couponId, userId, amountCentavos: amount, expiredAt: instant(expiresAt) };
  return { type: couponExpired.type, aggregateId: couponId, occurredAt: now, payload };
}

async function inBatches(batch: () => Promise<number>): Promise<number> {
  let all = 0;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const count = await batch();
    all += count;
    if (count < AT_ONCE) break;
  }
  return all;
}
