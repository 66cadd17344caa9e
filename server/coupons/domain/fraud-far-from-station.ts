import type { RedemptionRule } from "./fraud-rule";

/** A phone under a steel roof is often some hundred metres off. */
export const FAR_METERS = 1_000;
const VERY_FAR_METERS = 20_000;

/** The phone said it was somewhere else than the pump. */
export const farFromStation: RedemptionRule = ({ redemptionId, metersAway }) =>
  metersAway === undefined || metersAway <= FAR_METERS
    ? undefined
    : {
        rule: "FAR_FROM_STATION",
        matter: redemptionId,
        score: metersAway > VERY_FAR_METERS ? 80 : 50,
        evidence: { meters: Math.round(metersAway / 10) * 10 },
      };
