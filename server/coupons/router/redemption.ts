import "server-only";
import type { z } from "zod";

import { limitedBy, procedure, router } from "@/server/api/init";
import type { ApiCtx } from "@/server/container";
import { previewCoupon, type CouponPreview } from "@/server/coupons/commands/preview-coupon";
import { type RedemptionRequest, type Submitted, submitRedemption } from "@/server/coupons/commands/submit-redemption";
import { voidRedemption } from "@/server/coupons/commands/void-redemption";
import type { Asked } from "@/server/coupons/domain/redemption";
import type { NewVoid } from "@/server/coupons/domain/redemption-record";
import { redemptionOfOperation, redemptionsAt, redemptionsOfCoupon } from "@/server/coupons/queries/redemptions";
import { currentShift } from "@/server/coupons/queries/shift";
import {
  ofOperationInput,
  ofOperationOutput,
  previewInput,
  previewOutput,
  redeemCouponInput,
  redeemInput,
  redemptionOutput,
  redemptionsInput,
  redemptionsOfCouponInput,
  redemptionsOutput,
  shiftInput,
  shiftOutput,
  voidInput,
  voidOutput,
} from "@/server/coupons/schemas/redemption";
import type { Id } from "@/server/kernel/id";
import { formatPesos, formatPrice, parseLitres, parsePesos } from "@/server/kernel/money";
import { isRefusalKind, type Refusal } from "@/server/kernel/refusal";
import { instant } from "@/server/kernel/time";
import type { UserActor } from "@/server/platform/ctx";
import { orNotFound, orRefuse, Refused } from "@/server/platform/refused";
import { assignmentsOf } from "@/server/stations/contract";

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

/** The stored answer as an object whose JSON is the stored text; a stored refusal goes out with its first body. */
function storedAnswer(ctx: ApiCtx, { answer, isReplay }: Submitted): z.infer<typeof redemptionOutput> {
  if (isReplay) ctx.answerHeaders.set("Idempotent-Replayed", "true");
  if (answer.status < 400) return JSON.parse(answer.body) as z.infer<typeof redemptionOutput>;
  const { error, details } = JSON.parse(answer.body) as Envelope;
  const kind = isRefusalKind(error) ? error : "INTERNAL";
  throw new Refused({ kind, ...(details && { details }) }, answer.body);
}

/** Auditors and admins see every station, everybody else those they work at now. */
async function stationsInSight(
  ctx: ApiCtx<UserActor>,
  stationId?: Id<"station">,
): Promise<readonly Id<"station">[] | null> {
  const { id, role } = ctx.actor;
  if (role === "AUDITOR" || role === "ADMIN") return stationId === undefined ? null : [stationId];
  const own = (await assignmentsOf(ctx.db, id)).filter((a) => a.validFrom <= ctx.now()).map((a) => a.stationId);
  return stationId === undefined ? own : [orNotFound(own.find((station) => station === stationId))];
}

const voidAnswer = ({ target, at, returnedTo, balanceAfter, statusAfter }: NewVoid): z.infer<typeof voidOutput> => ({
  id: target.redemption.id,
  couponId: target.coupon.id,
  status: "VOIDED",
  voidedAt: instant(at),
  totalCost: formatPesos(target.redemption.cost),
  balance: formatPesos(balanceAfter),
  couponStatus: statusAfter,
  returnedTo,
});

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
    .use(limitedBy("redemption"))
    .output(redemptionOutput)
    .mutation(async ({ ctx, input }) => {
      const { qrCode, shortCode } = input;
      const request = { procedure: "redemptions.redeem", qrCode, shortCode, ...requestOf(input) };
      return storedAnswer(ctx, orRefuse(await submitRedemption(ctx, request)));
    }),

  redeemCoupon: create
    .meta({
      permission: "redemption:create",
      operation: "own",
      openapi: { method: "POST", path: "/coupons/{id}/redeem", tags },
    })
    .input(redeemCouponInput)
    .use(counted)
    .use(limitedBy("redemption"))
    .output(redemptionOutput)
    .mutation(async ({ ctx, input }) => {
      const { id: couponId, qrCode } = input;
      const request = { procedure: "redemptions.redeemCoupon", couponId, qrCode, ...requestOf(input) };
      return storedAnswer(ctx, orRefuse(await submitRedemption(ctx, request)));
    }),

  void: procedure("redemption:void")
    .meta({ openapi: { method: "POST", path: "/redemptions/{id}/void", tags } })
    .input(voidInput)
    .output(voidOutput)
    .mutation(async ({ ctx, input }) => voidAnswer(orRefuse(await voidRedemption(ctx, input)))),

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
    .use(limitedBy("redemption"))
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
