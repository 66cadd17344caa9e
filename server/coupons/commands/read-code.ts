import "server-only";
import type { Shown } from "@/server/coupons/domain/redemption";
import { readShortCode } from "@/server/coupons/domain/short-code";
import { afterWrongCode, typedCodeWait } from "@/server/coupons/domain/typed-code-tries";
import type { CouponSigner, RedemptionUnit } from "@/server/coupons/ports";
import type { Id } from "@/server/kernel/id";
import type { Ctx, UserActor } from "@/server/platform/ctx";

/** Exactly one of the two. */
export type ShownCode = { readonly qrCode?: string | undefined; readonly shortCode?: string | undefined };

export type ReadCode = { readonly couponId: Id<"coupon">; readonly shown: Shown };

/** `slow`: too many wrong ones were typed; whether this one is right is not even looked at. */
export type CodeReading =
  | ({ readonly state: "read" } & ReadCode)
  | { readonly state: "unknown" }
  | { readonly state: "slow"; readonly retryAfterSeconds: number };

export type ReadCtx = Ctx<RedemptionUnit, UserActor> & { readonly services: { readonly couponSigner: CouponSigner } };

const UNKNOWN: CodeReading = { state: "unknown" };

/**
 * `read` where a key of ours signed it, or it is the short code of a coupon. Whether it is current: under the lock. A signed
 * code always passes; typed ones slow down after a few wrong ones (domain words, "QR code").
 */
export async function readCode(ctx: ReadCtx, { qrCode, shortCode }: ShownCode): Promise<CodeReading> {
  if (qrCode === undefined) return readTyped(ctx, shortCode ?? "");
  const claims = await ctx.services.couponSigner.verify(qrCode);
  if (!claims) return UNKNOWN;
  return { state: "read", couponId: claims.couponId, shown: { way: "QR", qrVersion: claims.qrVersion } };
}

const readTyped = (ctx: ReadCtx, text: string): Promise<CodeReading> =>
  ctx.transact(async (unit) => {
    const tries = await unit.attempts.lockTries(ctx.actor.id);
    const now = await unit.clock.read();
    const retryAfterSeconds = typedCodeWait(tries, now);
    if (retryAfterSeconds > 0) return { state: "slow", retryAfterSeconds };
    const typed = readShortCode(text);
    const couponId = typed === undefined ? undefined : await unit.redemptions.couponByShortCode(typed);
    if (typed !== undefined && couponId)
      return { state: "read", couponId, shown: { way: "SHORT_CODE", shortCode: typed } };
    await unit.attempts.saveTries(ctx.actor.id, afterWrongCode(tries, now));
    return UNKNOWN;
  });

export const wayOf = ({ qrCode }: ShownCode): "QR" | "SHORT_CODE" => (qrCode === undefined ? "SHORT_CODE" : "QR");
