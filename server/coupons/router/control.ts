import "server-only";
import { procedure, router } from "@/server/api/init";
import { allCoupons, couponForControl } from "@/server/coupons/queries/all-coupons";
import { allCouponsInput, allCouponsOutput, inspectedCoupon } from "@/server/coupons/schemas/control";
import { couponKey } from "@/server/coupons/schemas/wallet";
import { orNotFound } from "@/server/platform/refused";

const tags = ["Coupons"];
const read = procedure("coupon:read");

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
});
