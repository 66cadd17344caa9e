import { afterHours } from "./fraud-after-hours";
import { attendantVelocity } from "./fraud-attendant-velocity";
import { couponVelocity } from "./fraud-coupon-velocity";
import { deviceVelocity } from "./fraud-device-velocity";
import { farFromStation } from "./fraud-far-from-station";
import type { Finding, RedemptionRule, RedemptionTraits } from "./fraud-rule";
import { tinyPartials } from "./fraud-tiny-partials";

/** Rules, version 1: they score and flag for review. Only self-redemption refuses, and that one is no flag. */
const RULES: readonly RedemptionRule[] = [
  couponVelocity,
  attendantVelocity,
  deviceVelocity,
  farFromStation,
  afterHours,
  tinyPartials,
];

export const findingsOf = (traits: RedemptionTraits): readonly Finding[] => RULES.flatMap((rule) => rule(traits) ?? []);
