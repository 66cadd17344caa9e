import "server-only";
import type { Shown } from "@/server/coupons/domain/redemption";
import { readShortCode } from "@/server/coupons/domain/short-code";
import { couponCodeRefused, type CouponCodeRefused } from "@/server/coupons/events";
import type { CouponSigner, RedemptionUnit } from "@/server/coupons/ports";
import type { Id } from "@/server/kernel/id";
import type { Ctx, UserActor } from "@/server/platform/ctx";

/** Exactly one of the two. */
export type ShownCode = { readonly qrCode?: string | undefined; readonly shortCode?: string | undefined };

export type ReadCode = { readonly couponId: Id<"coupon">; readonly shown: Shown };

export type ReadCtx = Ctx<RedemptionUnit, UserActor> & { readonly services: { readonly couponSigner: CouponSigner } };

/** Undefined unless a key of ours signed it, or it is the short code of a coupon. Whether it is current: under the lock. */
export async function readCode(ctx: ReadCtx, { qrCode, shortCode }: ShownCode): Promise<ReadCode | undefined> {
  if (qrCode !== undefined) {
    const claims = await ctx.services.couponSigner.verify(qrCode);
    return claims && { couponId: claims.couponId, shown: { way: "QR", qrVersion: claims.qrVersion } };
  }
  const typed = readShortCode(shortCode ?? "");
  if (typed === undefined) return undefined;
  const couponId = await ctx.transact((unit) => unit.redemptions.couponByShortCode(typed));
  return couponId && { couponId, shown: { way: "SHORT_CODE", shortCode: typed } };
}

type Refusing = {
  readonly code: ShownCode;
  readonly stationId: Id<"station"> | null;
  readonly asked: CouponCodeRefused["asked"];
};

/** Leaves a trace of a code that was refused, without the code: whoever tries many is seen. */
export async function appendRefusedCode(
  ctx: Pick<ReadCtx, "actor" | "newId" | "log">,
  unit: RedemptionUnit,
  { code, stationId, asked }: Refusing,
): Promise<void> {
  const at = await unit.clock.read();
  const way = code.qrCode === undefined ? "SHORT_CODE" : "QR";
  const actorId = ctx.actor.id;
  const payload: CouponCodeRefused = { actorId, stationId, way, asked };
  ctx.log.warn({ alert: "code-refused", way, asked }, "a code was refused");
  await unit.redemptions.recordAttempt({
    id: ctx.newId("row"),
    actorId,
    couponId: null,
    stationId,
    way,
    outcome: "INVALID_QR_CODE",
    at,
  });
  await unit.events.append([{ type: couponCodeRefused.type, aggregateId: actorId, occurredAt: at, payload }]);
}
