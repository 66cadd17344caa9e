import "server-only";
import { can } from "@/server/coupons/domain/coupon-status";
import type { CouponView } from "@/server/coupons/domain/coupon-view";
import { MOST_REGENERATIONS } from "@/server/coupons/domain/purchase";
import { qrRegenerated, type QrRegenerated } from "@/server/coupons/events";
import type { PurchaseServices, PurchaseUnit } from "@/server/coupons/ports";
import type { Id } from "@/server/kernel/id";
import type { Refusal } from "@/server/kernel/refusal";
import { ok, refuse, type Result } from "@/server/kernel/result";
import type { Ctx, UserActor } from "@/server/platform/ctx";

import { issueCode } from "./issue-code";

export type RegenerateCtx = Ctx<PurchaseUnit, UserActor> & {
  readonly services: Pick<PurchaseServices, "couponSigner">;
};

/** A new code of the same coupon; the old one answers `QR_SUPERSEDED` from now on. At most three times. */
export const regenerateQr = (ctx: RegenerateCtx, couponId: Id<"coupon">): Promise<Result<CouponView, Refusal>> =>
  ctx.transact(async (unit) => {
    const coupon = await unit.wallet.lock(couponId);
    if (!coupon || coupon.userId !== ctx.actor.id) return refuse({ kind: "NOT_FOUND" });
    if (!can("regenerateQr", coupon) || !coupon.expiresAt) {
      return refuse({ kind: "COUPON_NOT_ACTIVE", details: [{ path: "status", message: coupon.status }] });
    }
    if (coupon.qrRegenerations >= MOST_REGENERATIONS) {
      return refuse({ kind: "STATE_CONFLICT", details: [{ path: "id", message: "no regenerations left" }] });
    }
    const now = await unit.clock.read();
    const version = coupon.qrVersion + 1;
    const { fuel, stationId, expiresAt } = coupon;
    const code = await issueCode(ctx.services.couponSigner, { coupon, version, issuedAt: now, expiresAt });
    await unit.wallet.reissue(couponId, { fuel, stationId, code, isCounted: true });
    const regenerations = coupon.qrRegenerations + 1;
    const payload: QrRegenerated = { couponId, userId: coupon.userId, qrVersion: version, regenerations };
    await unit.events.append([{ type: qrRegenerated.type, aggregateId: couponId, occurredAt: now, payload }]);
    return ok(await unit.wallet.view(couponId));
  });
