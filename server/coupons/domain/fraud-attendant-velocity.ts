import { type RedemptionRule, stretchOf } from "./fraud-rule";

export const ATTENDANT_VELOCITY = { count: 30, seconds: 600 } as const;

/** One person every twenty seconds for ten minutes: faster than cars come. */
export const attendantVelocity: RedemptionRule = ({ attendantId, ofAttendant, redeemedAt }) =>
  ofAttendant < ATTENDANT_VELOCITY.count
    ? undefined
    : {
        rule: "ATTENDANT_VELOCITY",
        matter: `${attendantId} ${stretchOf(redeemedAt, ATTENDANT_VELOCITY.seconds)}`,
        score: 50,
        evidence: { count: ofAttendant, minutes: ATTENDANT_VELOCITY.seconds / 60 },
      };
