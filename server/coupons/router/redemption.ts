import "server-only";
import type { z } from "zod";

import { limitedBy, procedure, router } from "@/server/api/init";
import type { ApiCtx } from "@/server/container";
import { previewCoupon, type CouponPreview } from "@/server/coupons/commands/preview-coupon";
import { type RedemptionRequest, type Submitted, submitRedemption } from "@/server/coupons/commands/submit-redemption";
import { voidRedemption } from "@/server/coupons/commands/void-redemption";
import { voidWithPin } from "@/server/coupons/commands/void-with-pin";
import type { Asked } from "@/server/coupons/domain/redemption";
import type { VoidReceipt } from "@/server/coupons/domain/redemption-void-receipt";
import { redemptionOfOperation, redemptionsAt, redemptionsOfCoupon } from "@/server/coupons/queries/redemptions";
import { currentShift } from "@/server/coupons/queries/shift";
import { managersAt } from "@/server/coupons/queries/void-managers";
import {
  managersInput,
  managersOutput,
  ofOperationInput,
  ofOperationOutput,
  pinVoidInput,
  previewInput,
  previewOutput,
  redeemCouponInput,
  redeemInput,
  redemptionOutput,
  redemptionsInput,
  redemptionsOfCouponInput,
  redemptionsOutput,
  voidInput,
  voidOutput,
} from "@/server/coupons/schemas/redemption";
import { shiftInput, shiftOutput } from "@/server/coupons/schemas/shift";
import { formatPesos, formatPrice, parseLitres, parsePesos } from "@/server/kernel/money";
import { isRefusalKind, type Refusal } from "@/server/kernel/refusal";
import { instant } from "@/server/kernel/time";
import { redemptionDuration } from "@/server/platform/metrics";
import { orNotFound, orRefuse, Refused } from "@/server/platform/refused";

import { stationsInSight } from "./in-sight";

const tags = ["Redemptions"];
const create = procedure("redemption:create");
const counted = limitedBy("redemption");

type Dispensing = Pick<
  z.infer<typeof redeemCouponInput>,
  "fuelAmount" | "amount" | "stationId" | "pumpNumber" | "fuelType" | "location"
>;

/** The schema has made sure that exactly one of the two is there and readable. */
function askedOf({ fuelAmount, amount }: Dispensing): Asked {
  const volume = fuelAmount === undefined ? undefined : parseLitres(fuelAmount);
  if (volume !== undefined) return { in: "LITRES", volume };
  const pesos = parsePesos(amount ?? "");
  if (pesos === undefined) throw new Refused({ kind: "VALIDATION_ERROR" });
  return { in: "PESOS", pesos };
}

const requestOf = (input: Dispensing): Omit<RedemptionRequest, "procedure"> => ({
  stationId: input.stationId,
  pumpNumber: input.pumpNumber,
  fuel: input.fuelType,
  asked: askedOf(input),
  place: input.location,
});

type Envelope = { error: string; details?: Refusal["details"] };

/**
 * The stored answer as an object whose JSON is the stored text; a stored refusal goes out with its first body. `T` is what the
 * procedure stores under its own name; its output schema checks it once more.
 */
function storedAnswer<T>(ctx: ApiCtx, { answer, isReplay }: Pick<Submitted, "answer" | "isReplay">): T {
  if (isReplay) ctx.answerHeaders.set("Idempotent-Replayed", "true");
  if (answer.status < 400) return JSON.parse(answer.body) as T;
  const { error, details } = JSON.parse(answer.body) as Envelope;
  const kind = isRefusalKind(error) ? error : "INTERNAL";
  throw new Refused({ kind, ...(details && { details }) }, answer.body);
}

type RedemptionAnswer = z.infer<typeof redemptionOutput>;

/** From the input check to the committed answer, under a closed set of outcomes. */
async function timed(
  ctx: ApiCtx,
  submitting: ReturnType<typeof submitRedemption>,
): ReturnType<typeof submitRedemption> {
  const startedAt = ctx.now().getTime();
  const observe = (outcome: string): void =>
    redemptionDuration.observe({ outcome }, Math.max(0, ctx.now().getTime() - startedAt) / 1_000);
  try {
    const submitted = await submitting;
    if (!submitted.ok) observe(submitted.refusal.kind);
    else if (submitted.value.isReplay) observe("replayed");
    else observe(submitted.value.answer.status < 400 ? "redeemed" : "refused");
    return submitted;
  } catch (fault) {
    observe("fault");
    throw fault;
  }
}

function previewAnswer({ coupon, reason, station, lastRedemption }: CouponPreview): z.infer<typeof previewOutput> {
  const place = station?.station;
  return {
    valid: reason === undefined,
    reason: reason ?? null,
    coupon: {
      id: coupon.id,
      status: coupon.status,
      amount: formatPesos(coupon.faceCentavos),
      balance: formatPesos(coupon.balanceCentavos),
      fuelType: coupon.fuel,
      validUntil: coupon.expiresAt && instant(coupon.expiresAt),
      stationAllowed: station?.isAllowed ?? null,
    },
    station: place
      ? {
          id: place.id,
          name: place.name,
          pricePerLiter: station.price === undefined ? null : formatPrice(station.price),
        }
      : null,
    lastRedemption: lastRedemption
      ? {
          redeemedAt: instant(lastRedemption.redeemedAt),
          stationId: lastRedemption.stationId,
          pumpNumber: lastRedemption.pumpNumber,
          totalCost: formatPesos(lastRedemption.cost),
          attendantInitials: lastRedemption.attendantInitials,
        }
      : null,
  };
}

export const redemptionRouter = router({
  redeem: create
    .meta({
      permission: "redemption:create",
      operation: "own",
      openapi: { method: "POST", path: "/redemptions", tags },
    })
    .input(redeemInput)
    .use(counted)
    .output(redemptionOutput)
    .mutation(async ({ ctx, input }) => {
      const { qrCode, shortCode } = input;
      const request = { procedure: "redemptions.redeem", qrCode, shortCode, ...requestOf(input) };
      return storedAnswer<RedemptionAnswer>(ctx, orRefuse(await timed(ctx, submitRedemption(ctx, request))));
    }),

  redeemCoupon: create
    .meta({
      permission: "redemption:create",
      operation: "own",
      openapi: { method: "POST", path: "/coupons/{id}/redeem", tags },
    })
    .input(redeemCouponInput)
    .use(counted)
    .output(redemptionOutput)
    .mutation(async ({ ctx, input }) => {
      const { id: couponId, qrCode } = input;
      const request = { procedure: "redemptions.redeemCoupon", couponId, qrCode, ...requestOf(input) };
      return storedAnswer<RedemptionAnswer>(ctx, orRefuse(await timed(ctx, submitRedemption(ctx, request))));
    }),

  void: procedure("redemption:void")
    .meta({
      permission: "redemption:void",
      operation: "own",
      openapi: { method: "POST", path: "/redemptions/{id}/void", tags },
    })
    .input(voidInput)
    .output(voidOutput)
    .mutation(async ({ ctx, input }) => {
      const request = { procedure: "redemptions.void", ...input };
      return storedAnswer<VoidReceipt>(ctx, orRefuse(await voidRedemption(ctx, request)));
    }),

  voidWithPin: procedure("redemption:void")
    .meta({
      permission: "redemption:void",
      operation: "own",
      openapi: { method: "POST", path: "/redemptions/{id}/void-with-pin", tags },
    })
    .input(pinVoidInput)
    .output(voidOutput)
    .mutation(async ({ ctx, input }) => {
      await stationsInSight(ctx, input.stationId);
      const request = { procedure: "redemptions.voidWithPin", ...input };
      return storedAnswer<VoidReceipt>(ctx, orRefuse(await voidWithPin(ctx, request)));
    }),

  managers: procedure("redemption:void")
    .meta({ openapi: { method: "GET", path: "/stations/{stationId}/managers", tags } })
    .input(managersInput)
    .output(managersOutput)
    .query(async ({ ctx, input: { stationId } }) => {
      await stationsInSight(ctx, stationId);
      const managers = await managersAt(ctx.db, stationId);
      return { managers: managers.map(({ id, firstName, lastName }) => ({ id, name: `${firstName} ${lastName}` })) };
    }),

  list: procedure("redemption:read")
    .meta({ openapi: { method: "GET", path: "/redemptions", tags } })
    .input(redemptionsInput)
    .output(redemptionsOutput)
    .query(async ({ ctx, input: { stationId, ...rest } }) =>
      redemptionsAt(ctx.db, { ...rest, stationIds: await stationsInSight(ctx, stationId) }),
    ),

  ofCoupon: procedure("coupon:own")
    .meta({ openapi: { method: "GET", path: "/coupons/{id}/redemptions", tags: ["Coupons"] } })
    .input(redemptionsOfCouponInput)
    .output(redemptionsOutput)
    .query(async ({ ctx, input: { id: couponId, ...paging } }) =>
      orNotFound(await redemptionsOfCoupon(ctx.db, { couponId, ownerId: ctx.actor.id, ...paging })),
    ),

  preview: procedure("coupon:validate")
    .meta({ openapi: { method: "GET", path: "/coupons/validate-qr", tags: ["Coupons"] } })
    .input(previewInput)
    .use(counted)
    .output(previewOutput)
    .query(async ({ ctx, input }) => previewAnswer(orRefuse(await previewCoupon(ctx, input)))),

  ofOperation: procedure("redemption:create")
    .input(ofOperationInput)
    .output(ofOperationOutput)
    .query(async ({ ctx, input }) => ({
      redemption: await redemptionOfOperation(ctx.db, { opId: input.operationId, attendantId: ctx.actor.id }),
    })),

  shift: procedure("redemption:create")
    .meta({ openapi: { method: "GET", path: "/shifts/current", tags } })
    .input(shiftInput)
    .output(shiftOutput)
    .query(({ ctx, input }) => currentShift(ctx.db, { attendantId: ctx.actor.id, stationId: input.stationId })),
});
