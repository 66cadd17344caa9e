import { z } from "zod";

import { COUPON_STATUSES } from "@/server/coupons/domain/coupon-status";

/** One schema object, so that the document has one component of the name. */
export const couponStatusSchema = z.enum(COUPON_STATUSES).meta({ id: "CouponStatus" });
