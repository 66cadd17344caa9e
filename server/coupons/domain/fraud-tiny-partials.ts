import type { RedemptionRule } from "./fraud-rule";

export const TINY = { count: 5, millilitres: 2_000, seconds: 86_400 } as const;

/** A coupon cut into many redemptions below two litres: no tank is filled so, prices and tickets are fished for. */
export const tinyPartials: RedemptionRule = ({ couponId, tinyOfCoupon, volumeMillilitres, localDay }) =>
  volumeMillilitres >= TINY.millilitres || tinyOfCoupon < TINY.count
    ? undefined
    : {
        rule: "MANY_TINY_PARTIALS",
        matter: `${couponId} ${localDay}`,
        score: 40,
        evidence: { count: tinyOfCoupon, litres: TINY.millilitres / 1_000, hours: TINY.seconds / 3_600 },
      };
