import "server-only";
import { statusByBalance } from "@/server/coupons/domain/coupon";
import { can } from "@/server/coupons/domain/coupon-status";
import type { CouponRecord } from "@/server/coupons/domain/coupon-view";
import { expiryOf } from "@/server/coupons/domain/purchase";
import { SHORT_CODE_BYTES, shortCodeOf } from "@/server/coupons/domain/short-code";
import { couponReissued, type CouponReissued } from "@/server/coupons/events";
import type { PurchaseServices, PurchaseUnit } from "@/server/coupons/ports";
import type { Id } from "@/server/kernel/id";
import type { Centavos } from "@/server/kernel/money";
import type { Refusal } from "@/server/kernel/refusal";
import { ok, refuse, type Result } from "@/server/kernel/result";
import { instant } from "@/server/kernel/time";
import { reinstateEntry } from "@/server/ledger/contract";
import type { Ctx, UserActor } from "@/server/platform/ctx";

import { issueCode } from "./issue-code";

export type ReissueAsk = { readonly couponId: Id<"coupon">; readonly reason: string };
type ReissueCtx = Ctx<PurchaseUnit, UserActor> & {
  readonly services: Pick<PurchaseServices, "couponSigner" | "randomBytes">;
};

/** An admin makes an expired coupon spendable again, with what was on it, for another 180 days and under a new code. */
export const reissueCoupon = (ctx: ReissueCtx, ask: ReissueAsk): Promise<Result<undefined, Refusal>> =>
  ctx.transact(async (unit) => {
    const coupon = await unit.wallet.lock(ask.couponId);
    if (!coupon) return refuse({ kind: "NOT_FOUND" });
    const now = await unit.clock.read();
    const amount = await unit.ledger.ofCoupon(coupon.id, "EXPIRED_LIABILITY");
    if (!can("reissue", coupon) || coupon.disputeId !== null || amount === 0)
      return refuse({ kind: "STATE_CONFLICT", details: [{ path: "status", message: coupon.status }] });
    await appendReissue(ctx, unit, { coupon, amount, reason: ask.reason, now });
    return ok(undefined);
  });

type Reissue = { coupon: CouponRecord; amount: Centavos; reason: string; now: Date };

async function appendReissue(ctx: ReissueCtx, unit: PurchaseUnit, ask: Reissue): Promise<void> {
  const { coupon, amount, reason, now } = ask;
  const { id: couponId, userId } = coupon;
  const version = coupon.qrVersion + 1;
  const expiresAt = expiryOf(now);
  const code = await issueCode(ctx.services.couponSigner, { coupon, version, issuedAt: now, expiresAt });
  await unit.wallet.reinstate(couponId, {
    ...{ balance: amount, status: statusByBalance(amount, coupon.faceCentavos), expiresAt, code },
    shortCode: shortCodeOf(ctx.services.randomBytes(SHORT_CODE_BYTES)),
  });
  await unit.ledger.post([reinstateEntry({ couponId, amount, ref: ctx.newId("row") })], now);
  const payload: CouponReissued = {
    ...{ couponId, userId, amountCentavos: amount, reason, qrVersion: version, expiresAt: instant(expiresAt) },
  };
  await unit.events.append([{ type: couponReissued.type, aggregateId: couponId, occurredAt: now, payload }]);
}
