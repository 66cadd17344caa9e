import "server-only";
import type { Asked, Shown } from "@/server/coupons/domain/redemption";
import { readShortCode } from "@/server/coupons/domain/short-code";
import type { CouponSigner, RedemptionUnit } from "@/server/coupons/ports";
import type { Fuel } from "@/server/kernel/fuel";
import type { Place } from "@/server/kernel/geo";
import type { Id } from "@/server/kernel/id";
import type { Refusal } from "@/server/kernel/refusal";
import { ok, refuse, type Result } from "@/server/kernel/result";
import { actorName, type Ctx, type UserActor } from "@/server/platform/ctx";
import { requestHash } from "@/server/platform/operations";

import type { RedeemAnswer, RedeemAsk } from "./redeem-coupons";

/** What a person at the pump asks for; exactly one code. */
export type RedemptionRequest = {
  /** The procedure's name: an operation id belongs to one. */
  readonly procedure: string;
  readonly couponId?: Id<"coupon"> | undefined;
  readonly qrCode?: string | undefined;
  readonly shortCode?: string | undefined;
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

/** Reads the code before anything is queued; everything else is decided under the coupon's lock. */
export async function submitRedemption(
  ctx: SubmitCtx,
  request: RedemptionRequest,
): Promise<Result<Extract<RedeemAnswer, { state: "answered" }>, Refusal>> {
  const { operationId: opId, actor } = ctx;
  if (opId === undefined)
    return refuse({ kind: "VALIDATION_ERROR", details: [{ path: "Idempotency-Key", message: "required: a UUID" }] });
  if ((request.asked.in === "LITRES" ? request.asked.volume : request.asked.pesos) <= 0)
    return refuse({ kind: "INVALID_AMOUNT" });
  const { procedure, ...body } = request;
  const operation = { opId, actor: actorName(actor), requestHash: requestHash(procedure, body) };
  const code = await readCode(ctx, request);
  if (!code) return refuseCode(ctx, operation);
  const answer = await ctx.services.redemptions.submit({
    operation,
    couponId: code.couponId,
    redemption: {
      shown: code.shown,
      attendantId: actor.id,
      stationId: request.stationId,
      pumpNumber: request.pumpNumber,
      fuel: request.fuel,
      asked: request.asked,
    },
    sessionId: actor.sessionId,
    place: request.place,
    requestId: ctx.requestId,
    locale: ctx.locale,
  });
  return answer.state === "answered" ? ok(answer) : refuse(answer.refusal);
}

type ReadCode = { readonly couponId: Id<"coupon">; readonly shown: Shown };

async function readCode(
  ctx: SubmitCtx,
  { couponId, qrCode, shortCode }: RedemptionRequest,
): Promise<ReadCode | undefined> {
  const read = qrCode === undefined ? await readTyped(ctx, shortCode ?? "") : await readSigned(ctx, qrCode);
  return couponId === undefined || read?.couponId === couponId ? read : undefined;
}

async function readSigned(ctx: SubmitCtx, qrCode: string): Promise<ReadCode | undefined> {
  const claims = await ctx.services.couponSigner.verify(qrCode);
  return claims && { couponId: claims.couponId, shown: { way: "QR", qrVersion: claims.qrVersion } };
}

async function readTyped(ctx: SubmitCtx, typed: string): Promise<ReadCode | undefined> {
  const shortCode = readShortCode(typed);
  if (shortCode === undefined) return undefined;
  const couponId = await ctx.transact((unit) => unit.redemptions.couponByShortCode(shortCode));
  return couponId && { couponId, shown: { way: "SHORT_CODE", shortCode } };
}

/** A first answer stands even where its code has since become unreadable: a key revoked, a short code replaced. */
async function refuseCode(
  ctx: SubmitCtx,
  operation: { opId: string; actor: string; requestHash: string },
): Promise<Result<Extract<RedeemAnswer, { state: "answered" }>, Refusal>> {
  const known = await ctx.transact((unit) => unit.operations.stored(operation));
  if (known?.state === "answered") return ok({ state: "answered", answer: known.answer, isReplay: true });
  if (known?.state === "mismatch") return refuse({ kind: "OPERATION_MISMATCH" });
  ctx.log.warn({ alert: "code-refused" }, "a code was refused");
  return refuse({ kind: "INVALID_QR_CODE" });
}
