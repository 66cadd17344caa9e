import "server-only";
import type { Subscription } from "@/server/platform/subscriptions";

import { flagFindings } from "./commands/flag-findings";
import { couponCodeRefused, couponRedeemed, signedCodeUnknown } from "./events";
import type { FraudUnit } from "./ports";

/** Scores what was dispensed and shown, a second later: the pump never waits for it. Unique keys make a replay harmless. */
export const fraud: Subscription<FraudUnit> = {
  name: "fraud",
  eventTypes: [couponRedeemed.type, couponCodeRefused.type, signedCodeUnknown.type],
  apply: flagFindings,
};
