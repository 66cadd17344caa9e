import "server-only";
import { procedure, router } from "@/server/api/init";
import { refundCoupon } from "@/server/coupons/commands/refund-coupon";
import { reissueCoupon } from "@/server/coupons/commands/reissue-coupon";
import { allCoupons, couponForControl } from "@/server/coupons/queries/all-coupons";
import { allCouponsInput, allCouponsOutput, inspectedCoupon, withReason } from "@/server/coupons/schemas/control";
import { couponKey } from "@/server/coupons/schemas/wallet";
import { doneOutput } from "@/server/kernel/schemas";
import { orNotFound, orRefuse } from "@/server/platform/refused";

const tags = ["Coupons"];
const read = procedure("coupon:read");
const manage = procedure("coupon:manage");

/** For those who look after everybody's coupons. */
export const couponControl = router({
  all: read
    .meta({ openapi: { method: "GET", path: "/admin/coupons", tags } })
    .input(allCouponsInput)
    .output(allCouponsOutput)
    .query(({ ctx, input }) => allCoupons(ctx.db, input)),

  inspect: read
    .meta({ openapi: { method: "GET", path: "/admin/coupons/{id}", tags } })
    .input(couponKey)
    .output(inspectedCoupon)
    .query(async ({ ctx, input }) => orNotFound(await couponForControl(ctx.db, input.id))),

  /** What is unspent goes back to the buyer, at any time and with a reason. */
  refund: manage
    .meta({ openapi: { method: "POST", path: "/admin/coupons/{id}/refund", tags }, operation: "own" })
    .input(withReason)
    .output(doneOutput)
    .mutation(async ({ ctx, input: { id, reason } }) => {
      const { isReplay } = orRefuse(await refundCoupon(ctx, { couponId: id, reason }));
      if (isReplay) ctx.answerHeaders.set("Idempotent-Replayed", "true");
      return { done: true as const };
    }),

  /** An expired coupon becomes spendable again. */
  reissue: manage
    .meta({ openapi: { method: "POST", path: "/admin/coupons/{id}/reissue", tags } })
    .input(withReason)
    .output(doneOutput)
    .mutation(async ({ ctx, input: { id, reason } }) => {
      orRefuse(await reissueCoupon(ctx, { couponId: id, reason }));
      return { done: true as const };
    }),
});
