import type { RedemptionRule } from "./fraud-rule";

/** Dispensed while the station's own hours say closed; hours flag, they never refuse. One matter per person and day. */
export const afterHours: RedemptionRule = ({ stationId, attendantId, localDay, isOpen }) =>
  isOpen === false
    ? {
        rule: "AFTER_HOURS",
        matter: `${stationId} ${attendantId} ${localDay}`,
        score: 30,
        evidence: { day: localDay },
      }
    : undefined;
