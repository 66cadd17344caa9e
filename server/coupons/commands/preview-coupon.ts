import "server-only";
import type { Coupon } from "@/server/coupons/domain/coupon";
import { previewRefusal, stationRefusal } from "@/server/coupons/domain/redemption";
import type { Facts, LastRedemption } from "@/server/coupons/domain/redemption-record";
import type { RedemptionUnit } from "@/server/coupons/ports";
import type { Id } from "@/server/kernel/id";
import type { Refusal } from "@/server/kernel/refusal";
import { ok, refuse, type Result } from "@/server/kernel/result";
import { rateLimited } from "@/server/platform/limits";

import {
  readCode,
  type ReadCode,
  type ReadCtx,
  type ShownCode,
  recordAttempt,
  appendRefusedCode,
  signedUnknownEvent,
} from "./read-code";

export type PreviewRequest = ShownCode & { readonly stationId?: Id<"station"> | undefined };

/** What the person who scans may know: never who owns it. */
export type CouponPreview = {
  readonly coupon: Coupon;
  readonly reason: Refusal["kind"] | undefined;
  /** Undefined where the caller works at no station and named none. */
  readonly station: (Facts & { readonly isAllowed: boolean }) | undefined;
  readonly lastRedemption: (LastRedemption & { readonly attendantInitials: string }) | undefined;
};

/**
 * What is this code, what is left, may I take it here? Attendants and managers at their stations, owners for their own.
 * Each look is recorded with its outcome.
 */
export async function previewCoupon(ctx: ReadCtx, request: PreviewRequest): Promise<Result<CouponPreview, Refusal>> {
  const code = await readCode(ctx, request);
  const look = { code: request, stationId: request.stationId ?? null, asked: "PREVIEW" } as const;
  return ctx.transact(async (unit) => {
    if (code.state === "slow") {
      await recordAttempt(ctx, unit, { ...look, outcome: "RATE_LIMITED" });
      return refuse(rateLimited(code.retryAfterSeconds));
    }
    const coupon = code.state === "read" ? await unit.redemptions.findCoupon(code.couponId) : undefined;
    if (code.state === "unknown" || !coupon) {
      if (code.state === "read") await alertUnknown(ctx, unit, { code, look });
      await appendRefusedCode(ctx, unit, look);
      return refuse({ kind: "INVALID_QR_CODE" });
    }
    const seen = await see(ctx, unit, { coupon, code, stationId: request.stationId });
    const place = seen.ok ? seen.value.station?.station?.id : request.stationId;
    const outcome = seen.ok ? (seen.value.reason ?? "VALID") : seen.refusal.kind;
    await recordAttempt(ctx, unit, { ...look, stationId: place ?? null, couponId: coupon.id, outcome });
    return seen;
  });
}

type Seeing = { readonly coupon: Coupon; readonly code: ReadCode; readonly stationId: Id<"station"> | undefined };

async function see(
  ctx: ReadCtx,
  unit: RedemptionUnit,
  { coupon, code, stationId }: Seeing,
): Promise<Result<CouponPreview, Refusal>> {
  const isStaff = ctx.actor.role !== "CUSTOMER";
  const isOwn = coupon.userId === ctx.actor.id;
  if (!isStaff && !isOwn) return refuse({ kind: "NOT_FOUND" });
  const now = await unit.clock.read();
  const places = isStaff ? await placesOf(ctx, unit, { coupon, stationId, now }) : [];
  if (isStaff && stationId !== undefined && places.length === 0) return refuse({ kind: "ACCESS_DENIED" });
  const station = places.find((place) => place.isAllowed) ?? places[0];
  return ok(await judge(unit, { coupon, code, station, isOwnOfStaff: isStaff && isOwn, now }));
}

type Unknown = {
  readonly code: ReadCode;
  readonly look: { readonly stationId: Id<"station"> | null; readonly asked: "PREVIEW" };
};

async function alertUnknown(ctx: ReadCtx, unit: RedemptionUnit, { code, look }: Unknown): Promise<void> {
  ctx.log.error({ alert: "signed-code-without-coupon", severity: "high" }, "a genuine code names no coupon");
  const at = await unit.clock.read();
  const { stationId, asked } = look;
  const unknown = { actorId: ctx.actor.id, couponId: code.couponId, stationId, asked };
  await unit.events.append([signedUnknownEvent({ ...unknown, at })]);
}

type Asking = { readonly coupon: Coupon; readonly stationId: Id<"station"> | undefined; readonly now: Date };

/** The stations the caller works at now, with what holds there. */
async function placesOf(ctx: ReadCtx, unit: RedemptionUnit, { coupon, stationId, now }: Asking) {
  const workplaces = await unit.workplaces(ctx.actor.id);
  const ids =
    stationId === undefined ? workplaces.filter((w) => w.validFrom <= now).map((w) => w.stationId) : [stationId];
  const { id: attendantId, sessionId } = ctx.actor;
  const asks = ids.map((id) => ({ stationId: id, attendantId, sessionId, pumpNumber: 0, fuel: coupon.fuel }));
  const facts = await unit.redemptionFacts(asks, now);
  return facts.flatMap((found) => {
    if (!found.isAssigned || !found.station) return [];
    return [
      {
        ...found,
        isAllowed: stationRefusal(coupon, { stationId: found.station.id, station: found.station }) === undefined,
      },
    ];
  });
}

type Judged = {
  readonly coupon: Coupon;
  readonly code: ReadCode;
  readonly station: CouponPreview["station"];
  readonly isOwnOfStaff: boolean;
  readonly now: Date;
};

async function judge(
  unit: RedemptionUnit,
  { coupon, code, station, isOwnOfStaff, now }: Judged,
): Promise<CouponPreview> {
  const at = station?.station && { stationId: station.station.id, station: station.station };
  const refusal = isOwnOfStaff
    ? ({ kind: "SELF_REDEMPTION" } as const)
    : (previewRefusal(coupon, code.shown, { facts: at, now }) ?? priceRefusal(station));
  return { coupon, reason: refusal?.kind, station, lastRedemption: await lastOf(unit, coupon.id) };
}

/** When and where it was used last, and by whom as far as a receipt says it. */
async function lastOf(unit: RedemptionUnit, couponId: Id<"coupon">): Promise<CouponPreview["lastRedemption"]> {
  const last = await unit.redemptions.lastRedemption(couponId);
  return last && { ...last, attendantInitials: await unit.initials(last.attendantId) };
}

const priceRefusal = (station: CouponPreview["station"]): Refusal | undefined =>
  station && station.price === undefined ? { kind: "PRICE_UNAVAILABLE" } : undefined;
