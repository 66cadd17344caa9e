import "server-only";
import type { z } from "zod";

import { procedure, router } from "@/server/api/init";
import type { ApiCtx } from "@/server/container";
import { cancelCoupon } from "@/server/coupons/commands/cancel-coupon";
import { changeCoupon } from "@/server/coupons/commands/change-coupon";
import { confirmPayment } from "@/server/coupons/commands/confirm-payment";
import { type KeptAnswer, type PurchaseAsk, purchaseCoupon } from "@/server/coupons/commands/purchase-coupon";
import { regenerateQr } from "@/server/coupons/commands/regenerate-qr";
import { ownAddress } from "@/server/coupons/domain/purchase";
import { couponOf } from "@/server/coupons/queries/coupon";
import { couponsOf } from "@/server/coupons/queries/coupons";
import { redemptionProof } from "@/server/coupons/queries/redemption-proof";
import { redemptionKey, redemptionProofOutput } from "@/server/coupons/schemas/redemption-proof";
import {
  changeInput,
  couponKey,
  couponOutput,
  couponsInput,
  couponsOutput,
  purchaseInput,
  refundAccountInput,
  refundAccountOutput,
} from "@/server/coupons/schemas/wallet";
import { parsePesos } from "@/server/kernel/money";
import { isRefusalKind, type Refusal } from "@/server/kernel/refusal";
import { giveRefundAccount } from "@/server/payments/contract";
import { publicUrlOf } from "@/server/platform/env";
import { requestHash } from "@/server/platform/operations";
import { orNotFound, orRefuse, Refused } from "@/server/platform/refused";

type Coupon = z.infer<typeof couponOutput>;

const tags = ["Coupons"];
const own = procedure("coupon:own");

/** The stored answer as an object whose JSON is the stored text; a stored refusal goes out with its first body. */
function answerOf(ctx: ApiCtx, { answer, isReplay }: KeptAnswer): Coupon {
  if (isReplay) ctx.answerHeaders.set("Idempotent-Replayed", "true");
  if (answer.status < 400) {
    ctx.answerHeaders.set("x-status", String(answer.status));
    return couponOutput.parse(JSON.parse(answer.body));
  }
  const { error, details } = JSON.parse(answer.body) as { error: string; details?: Refusal["details"] };
  const kind = isRefusalKind(error) ? error : "INTERNAL";
  throw new Refused({ kind, ...(details && { details }) }, answer.body);
}

const invalid = (path: string, message: string) =>
  new Refused({ kind: "VALIDATION_ERROR", details: [{ path, message }] });

/** The page where people come back to, ours unless the client names another of our own origin. */
function returnAddress(ctx: ApiCtx, asked: string | undefined): PurchaseAsk["returnUrl"] {
  const publicUrl = publicUrlOf(ctx.env);
  if (asked === undefined) return (couponId) => `${publicUrl}/buy/return?coupon=${couponId}`;
  const address = ownAddress(asked, publicUrl);
  if (!address) throw invalid("returnUrl", "must be an address of this site");
  return () => address;
}

function purchaseAsk(ctx: ApiCtx, input: z.infer<typeof purchaseInput>): PurchaseAsk {
  const amount = parsePesos(input.amount);
  if (amount === undefined) throw invalid("amount", "must be a decimal");
  return {
    requestHash: requestHash("coupons.purchase", input),
    amount,
    fuel: input.fuelType,
    stationId: input.stationId ?? null,
    method: input.paymentMethod ?? "CARD",
    paymentMethodId: input.paymentMethodId ?? null,
    returnUrl: returnAddress(ctx, input.returnUrl),
  };
}

export const walletRouter = router({
  purchase: procedure("coupon:buy")
    .meta({
      permission: "coupon:buy",
      operation: "own",
      openapi: { method: "POST", path: "/coupons/purchase", tags, successDescription: "Created" },
    })
    .input(purchaseInput)
    .output(couponOutput)
    .mutation(async ({ ctx, input }) => answerOf(ctx, orRefuse(await purchaseCoupon(ctx, purchaseAsk(ctx, input))))),

  list: own
    .meta({ openapi: { method: "GET", path: "/coupons", tags } })
    .input(couponsInput)
    .output(couponsOutput)
    .query(async ({ ctx, input: { status, limit, cursor } }) => {
      const page = await couponsOf(ctx.db, { userId: ctx.actor.id, status, limit, cursor });
      if (!page) throw invalid("cursor", "not one of ours");
      return page;
    }),

  byId: own
    .meta({ openapi: { method: "GET", path: "/coupons/{id}", tags } })
    .input(couponKey)
    .output(couponOutput)
    .query(async ({ ctx, input }) => orNotFound(await couponOf(ctx.db, { id: input.id, userId: ctx.actor.id }))),

  redemption: own
    .meta({ openapi: { method: "GET", path: "/coupons/{id}/redemptions/{redemptionId}", tags } })
    .input(redemptionKey)
    .output(redemptionProofOutput)
    .query(async ({ ctx, input: { id, redemptionId } }) =>
      orNotFound(
        await redemptionProof(ctx.db, {
          couponId: id,
          redemptionId,
          ownerId: ctx.actor.id,
          iss: publicUrlOf(ctx.env),
        }),
      ),
    ),

  /** Asks the payment service whether it was paid: where the payment page sends people back. */
  confirmPayment: own
    .meta({ permission: "coupon:own", operation: "own" })
    .input(couponKey)
    .output(couponOutput)
    .mutation(async ({ ctx, input }) => {
      const key = { id: input.id, userId: ctx.actor.id };
      orNotFound(await couponOf(ctx.db, key));
      const order = await ctx.transact((unit) => unit.orders.byCoupon(input.id));
      // A service that cannot be asked now is asked again by the next look; what we know is still true.
      if (order) await confirmPayment(ctx, { orderId: order.id });
      return orNotFound(await couponOf(ctx.db, key));
    }),

  regenerateQr: own
    .meta({ openapi: { method: "POST", path: "/coupons/{id}/regenerate-qr", tags } })
    .input(couponKey)
    .output(couponOutput)
    .mutation(async ({ ctx, input }) => orRefuse(await regenerateQr(ctx, input.id))),

  change: own
    .meta({ openapi: { method: "POST", path: "/coupons/{id}/change", tags } })
    .input(changeInput)
    .output(couponOutput)
    .mutation(async ({ ctx, input: { id, fuelType, stationId } }) =>
      orRefuse(await changeCoupon(ctx, { couponId: id, fuel: fuelType, stationId })),
    ),

  cancel: own
    .meta({
      permission: "coupon:own",
      operation: "own",
      openapi: { method: "POST", path: "/coupons/{id}/cancel", tags },
    })
    .input(couponKey)
    .output(couponOutput)
    .mutation(async ({ ctx, input }) => {
      const ask = { couponId: input.id, requestHash: requestHash("coupons.cancel", input) };
      return answerOf(ctx, orRefuse(await cancelCoupon(ctx, ask)));
    }),

  giveRefundAccount: own
    .meta({ openapi: { method: "POST", path: "/coupons/{id}/refund-account", tags } })
    .input(refundAccountInput)
    .output(refundAccountOutput)
    .mutation(async ({ ctx, input: { id, clabe } }) => ({
      accountLast4: orRefuse(await giveRefundAccount(ctx, { couponId: id, clabe })),
    })),
});
