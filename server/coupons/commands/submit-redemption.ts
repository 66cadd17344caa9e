import "server-only";
import type { Asked } from "@/server/coupons/domain/redemption";
import type { CouponSigner, RedemptionUnit } from "@/server/coupons/ports";
import type { Fuel } from "@/server/kernel/fuel";
import type { Place } from "@/server/kernel/geo";
import type { Id } from "@/server/kernel/id";
import type { Refusal } from "@/server/kernel/refusal";
import { ok, refuse, type Result } from "@/server/kernel/result";
import { actorName, type Ctx, type UserActor } from "@/server/platform/ctx";
import { rateLimited } from "@/server/platform/limits";
import { requestHash } from "@/server/platform/operations";

import { readCode, type ShownCode, recordAttempt, appendRefusedCode } from "./read-code";
import type { RedeemAnswer, RedeemAsk } from "./redeem-coupons";

/** What a person at the pump asks for. */
export type RedemptionRequest = ShownCode & {
  /** The procedure's name: an operation id belongs to one. */
  readonly procedure: string;
  /** The coupon the path names, if it names one. */
  readonly couponId?: Id<"coupon"> | undefined;
  readonly stationId: Id<"station">;
  readonly pumpNumber: number;
  readonly fuel?: Fuel | undefined;
  readonly asked: Asked;
  readonly place?: Place | undefined;
};

export type RedemptionServices = {
  readonly couponSigner: CouponSigner;
  /** The group commit in front of `redeemCoupons`. */
  readonly redemptions: { submit(ask: RedeemAsk): Promise<RedeemAnswer> };
};

export type SubmitCtx = Ctx<RedemptionUnit, UserActor> & {
  readonly operationId: Id<"operation"> | undefined;
  readonly services: RedemptionServices;
};

export type Submitted = Extract<RedeemAnswer, { state: "answered" }>;

/** Reads the code before anything is queued; everything else is decided under the coupon's lock. */
export async function submitRedemption(
  ctx: SubmitCtx,
  request: RedemptionRequest,
): Promise<Result<Submitted, Refusal>> {
  const { operationId: opId, actor } = ctx;
  if (opId === undefined)
    return refuse({ kind: "VALIDATION_ERROR", details: [{ path: "Idempotency-Key", message: "required: a UUID" }] });
  if ((request.asked.in === "LITRES" ? request.asked.volume : request.asked.pesos) <= 0)
    return refuse({ kind: "INVALID_AMOUNT" });
  const { procedure, ...body } = request;
  const operation = { opId, actor: actorName(actor), requestHash: requestHash(procedure, body) };
  const code = await readCode(ctx, request);
  if (code.state === "slow") return refuseCode(ctx, { request, operation, wait: code.retryAfterSeconds });
  if (code.state === "unknown" || (request.couponId ?? code.couponId) !== code.couponId)
    return refuseCode(ctx, { request, operation });
  const { stationId, pumpNumber, fuel, asked } = request;
  const answer = await ctx.services.redemptions.submit({
    operation,
    couponId: code.couponId,
    redemption: { shown: code.shown, attendantId: actor.id, stationId, pumpNumber, fuel, asked },
    sessionId: actor.sessionId,
    place: request.place,
    requestId: ctx.requestId,
    locale: ctx.locale,
  });
  return answer.state === "answered" ? ok(answer) : refuse(answer.refusal);
}

type Refusing = {
  readonly request: RedemptionRequest;
  readonly operation: RedeemAsk["operation"];
  /** Seconds until a code may be typed again; undefined where the code is none of ours. */
  readonly wait?: number;
};

/** A first answer stands even where its code has since become unreadable: a key revoked, a short code replaced. */
const refuseCode = (ctx: SubmitCtx, { request, operation, wait }: Refusing): Promise<Result<Submitted, Refusal>> =>
  ctx.transact(async (unit) => {
    const known = await unit.operations.stored(operation);
    if (known?.state === "answered") return ok({ state: "answered", answer: known.answer, isReplay: true });
    const look = { code: request, stationId: request.stationId, asked: "REDEMPTION" } as const;
    if (known?.state === "mismatch") {
      await recordAttempt(ctx, unit, { ...look, outcome: "OPERATION_MISMATCH" });
      return refuse({ kind: "OPERATION_MISMATCH" });
    }
    if (wait !== undefined) {
      await recordAttempt(ctx, unit, { ...look, outcome: "RATE_LIMITED" });
      return refuse(rateLimited(wait));
    }
    await appendRefusedCode(ctx, unit, look);
    return refuse({ kind: "INVALID_QR_CODE" });
  });
