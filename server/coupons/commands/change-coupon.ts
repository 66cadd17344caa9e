import "server-only";
import { can } from "@/server/coupons/domain/coupon-status";
import type { CouponRecord, CouponView } from "@/server/coupons/domain/coupon-view";
import { unsaleableReason } from "@/server/coupons/domain/purchase";
import { couponChanged, type CouponChanged } from "@/server/coupons/events";
import type { PurchaseServices, PurchaseUnit } from "@/server/coupons/ports";
import type { Fuel } from "@/server/kernel/fuel";
import type { Id } from "@/server/kernel/id";
import type { Refusal } from "@/server/kernel/refusal";
import { ok, refuse, type Result } from "@/server/kernel/result";
import type { Ctx, UserActor } from "@/server/platform/ctx";

import { issueCode } from "./issue-code";

export type ChangeCtx = Ctx<PurchaseUnit, UserActor> & { readonly services: Pick<PurchaseServices, "couponSigner"> };

export type ChangeAsk = {
  readonly couponId: Id<"coupon">;
  readonly fuel: Fuel | undefined;
  /** Null: the whole network; undefined: as it is. */
  readonly stationId: Id<"station"> | null | undefined;
};

/** Another fuel or station, free of charge before the first redemption: a new code, the old one is dead. */
export const changeCoupon = (ctx: ChangeCtx, ask: ChangeAsk): Promise<Result<CouponView, Refusal>> =>
  ctx.transact(async (unit) => {
    const coupon = await unit.wallet.lock(ask.couponId);
    if (!coupon || coupon.userId !== ctx.actor.id) return refuse({ kind: "NOT_FOUND" });
    const now = await unit.clock.read();
    const fuel = ask.fuel ?? coupon.fuel;
    const stationId = ask.stationId === undefined ? coupon.stationId : ask.stationId;
    const reason = unchangeableReason(coupon, now) ?? (await stationReason(unit, coupon, stationId));
    if (reason) return refuse(reason);
    if (fuel === coupon.fuel && stationId === coupon.stationId) return ok(await unit.wallet.view(coupon.id));
    await appendChange(ctx, unit, { coupon, fuel, stationId, now });
    return ok(await unit.wallet.view(coupon.id));
  });

function unchangeableReason(coupon: CouponRecord, now: Date): Refusal | undefined {
  const details = [{ path: "status", message: coupon.status }];
  if (!can("change", coupon)) return { kind: "COUPON_NOT_ACTIVE", details };
  if (!coupon.expiresAt || now >= coupon.expiresAt) return { kind: "COUPON_EXPIRED" };
  // A voided redemption leaves the coupon whole and its history begun.
  if (coupon.redeemedCentavos > 0)
    return { kind: "STATE_CONFLICT", details: [{ path: "id", message: "already used" }] };
  return undefined;
}

async function stationReason(
  unit: PurchaseUnit,
  coupon: CouponRecord,
  stationId: Id<"station"> | null,
): Promise<Refusal | undefined> {
  if (stationId === null || stationId === coupon.stationId) return undefined;
  return unsaleableReason(await unit.purchaseFacts.station(stationId));
}

type Change = {
  readonly coupon: CouponRecord;
  readonly fuel: Fuel;
  readonly stationId: Id<"station"> | null;
  readonly now: Date;
};

async function appendChange(
  ctx: ChangeCtx,
  unit: PurchaseUnit,
  { coupon, fuel, stationId, now }: Change,
): Promise<void> {
  const { id, expiresAt, userId } = coupon;
  if (!expiresAt) throw new Error("an active coupon has an end");
  const version = coupon.qrVersion + 1;
  const code = await issueCode(ctx.services.couponSigner, {
    coupon: { id, fuel, stationId },
    version,
    expiresAt,
    issuedAt: now,
  });
  await unit.wallet.reissue(id, { fuel, stationId, code, isCounted: false });
  const payload: CouponChanged = {
    couponId: id,
    userId,
    qrVersion: version,
    fuelBefore: coupon.fuel,
    fuelAfter: fuel,
    stationBefore: coupon.stationId,
    stationAfter: stationId,
  };
  await unit.events.append([{ type: couponChanged.type, aggregateId: id, occurredAt: now, payload }]);
}
