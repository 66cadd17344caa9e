import "server-only";
import type { Shown } from "@/server/coupons/domain/redemption";
import type { ValidationAttempt } from "@/server/coupons/domain/redemption-record";
import { readShortCode } from "@/server/coupons/domain/short-code";
import { afterWrongCode, typedCodeWait } from "@/server/coupons/domain/typed-code-tries";
import {
  couponCodeRefused,
  type CouponCodeRefused,
  signedCodeUnknown,
  type SignedCodeUnknown,
} from "@/server/coupons/events";
import type { CouponSigner, RedemptionUnit } from "@/server/coupons/ports";
import type { Id } from "@/server/kernel/id";
import type { RefusalKind } from "@/server/kernel/refusal";
import type { Ctx, UserActor } from "@/server/platform/ctx";
import type { NewEvent } from "@/server/platform/unit";

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

const wayOf = ({ qrCode }: ShownCode): "QR" | "SHORT_CODE" => (qrCode === undefined ? "SHORT_CODE" : "QR");

type RecordCtx = Pick<Ctx<RedemptionUnit, UserActor>, "actor" | "newId" | "log">;

type Look = {
  readonly code: ShownCode;
  readonly stationId: Id<"station"> | null;
  readonly asked: ValidationAttempt["asked"];
  readonly outcome: "VALID" | RefusalKind;
  readonly couponId?: Id<"coupon">;
};

/** One look at a code: who, where, on which device, which kind of code, and how it ended; never the code. */
export async function recordAttempt(ctx: RecordCtx, unit: RedemptionUnit, look: Look): Promise<void> {
  const { code, stationId, asked, outcome, couponId } = look;
  const at = await unit.clock.read();
  await unit.attempts.record([
    {
      ...{ id: ctx.newId("row"), actorId: ctx.actor.id, sessionId: ctx.actor.sessionId },
      ...{ couponId: couponId ?? null, stationId, way: wayOf(code), asked, outcome, at },
    },
  ]);
}

/** A code that is none of ours: recorded, logged as an alert, and told to whoever counts them. */
export async function appendRefusedCode(
  ctx: RecordCtx,
  unit: RedemptionUnit,
  look: Omit<Look, "outcome">,
): Promise<void> {
  const { code, stationId, asked } = look;
  const way = wayOf(code);
  ctx.log.warn({ alert: "code-refused", way, asked }, "a code was refused");
  await recordAttempt(ctx, unit, { ...look, outcome: "INVALID_QR_CODE" });
  const actorId = ctx.actor.id;
  const payload: CouponCodeRefused = { actorId, stationId, way, asked };
  const occurredAt = await unit.clock.read();
  await unit.events.append([{ type: couponCodeRefused.type, aggregateId: actorId, occurredAt, payload }]);
}

type Unknown = SignedCodeUnknown & { readonly at: Date; readonly by?: NewEvent["by"] };

/** Our own signature over a coupon we never sold: the loudest alert there is. */
export function signedUnknownEvent({ at, by, ...payload }: Unknown): NewEvent {
  return {
    type: signedCodeUnknown.type,
    aggregateId: payload.actorId,
    occurredAt: at,
    payload,
    ...(by && { by }),
  };
}
