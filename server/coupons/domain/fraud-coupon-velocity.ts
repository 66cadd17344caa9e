import { type RedemptionRule, stretchOf } from "./fraud-rule";

export const COUPON_VELOCITY = { count: 4, seconds: 600 } as const;

/** One coupon four times in ten minutes: nobody fills four tanks, somebody cashes it in. */
export const couponVelocity: RedemptionRule = ({ couponId, ofCoupon, redeemedAt }) =>
  ofCoupon < COUPON_VELOCITY.count
    ? undefined
    : {
        rule: "COUPON_VELOCITY",
        matter: `${couponId} ${stretchOf(redeemedAt, COUPON_VELOCITY.seconds)}`,
        score: 40,
        evidence: { count: ofCoupon, minutes: COUPON_VELOCITY.seconds / 60 },
      };
