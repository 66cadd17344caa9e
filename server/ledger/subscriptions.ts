import "server-only";
import { couponRedeemed, redemptionVoided } from "@/server/coupons/events";
import type { Subscription } from "@/server/platform/subscriptions";

import { clearStations } from "./commands/clear-stations";
import type { ClearingUnit } from "./ports";

/** Clears coupons between the station that sold and the one that dispensed. */
export const clearing: Subscription<ClearingUnit> = {
  name: "clear-stations",
  eventTypes: [couponRedeemed.type, redemptionVoided.type],
  apply: clearStations,
};
