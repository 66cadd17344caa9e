import { type RedemptionRule, stretchOf } from "./fraud-rule";

export const DEVICE_VELOCITY = { count: 6, seconds: 60 } as const;
/** One matter for the reviewer, however many minutes of an hour were too fast. */
const ATTENTION_SECONDS = 3_600;

/** Six from one device in a minute: a hand that scans, picks a pump and confirms is slower than that. */
export const deviceVelocity: RedemptionRule = ({ deviceId, ofDevice, redeemedAt }) =>
  deviceId === undefined || ofDevice < DEVICE_VELOCITY.count
    ? undefined
    : {
        rule: "DEVICE_VELOCITY",
        matter: `${deviceId} ${stretchOf(redeemedAt, ATTENTION_SECONDS)}`,
        score: 60,
        evidence: { count: ofDevice, seconds: DEVICE_VELOCITY.seconds },
      };
