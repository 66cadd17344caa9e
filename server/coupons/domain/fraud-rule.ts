import type { Id } from "@/server/kernel/id";

/** Closed list: the words under which a flag is shown, counted and reviewed. */
export const FRAUD_RULES = [
  "COUPON_VELOCITY",
  "ATTENDANT_VELOCITY",
  "DEVICE_VELOCITY",
  "FAR_FROM_STATION",
  "AFTER_HOURS",
  "MANY_TINY_PARTIALS",
  "REFUSED_CODES",
  "SIGNED_CODE_WITHOUT_COUPON",
] as const;

export type FraudRuleName = (typeof FRAUD_RULES)[number];

/** What a rule found. Numbers and words only: it is kept, shown and exported. */
export type Finding = {
  readonly rule: FraudRuleName;
  /** What the rule counts as one matter: a second finding of the same is the same flag. */
  readonly matter: string;
  /** 1 to 100: how much it weighs. From 80 on somebody should look today. */
  readonly score: number;
  readonly evidence: Readonly<Record<string, number | string>>;
};

/** One redemption with what was counted around it. Counts end at what the rules need, so they read "so many or more". */
export type RedemptionTraits = {
  readonly redemptionId: Id<"redemption">;
  readonly couponId: Id<"coupon">;
  readonly attendantId: Id<"user">;
  readonly stationId: Id<"station">;
  /** Each sign-in counts as a device of its own. */
  readonly deviceId: Id<"session"> | undefined;
  readonly redeemedAt: Date;
  /** The calendar day at the station. */
  readonly localDay: string;
  readonly volumeMillilitres: number;
  /** Of the same coupon in the ten minutes that end with it, itself included; so with the others. */
  readonly ofCoupon: number;
  readonly ofAttendant: number;
  /** In the last minute. */
  readonly ofDevice: number;
  /** Below two litres, of the same coupon, in the last 24 hours. */
  readonly tinyOfCoupon: number;
  /** From the place the phone gave to the station's; undefined where it gave none. */
  readonly metersAway: number | undefined;
  /** Undefined where nobody told us the hours. */
  readonly isOpen: boolean | undefined;
};

/** A pure rule: the same redemption always gives the same finding, or none. */
export type RedemptionRule = (traits: RedemptionTraits) => Finding | undefined;

/** The running number of the stretch of time an instant lies in. */
export const stretchOf = (at: Date, seconds: number): number => Math.floor(at.getTime() / 1_000 / seconds);
