import "server-only";
import { couponPurchased } from "@/server/coupons/events";
import type { Subscription } from "@/server/platform/subscriptions";
import { raffleDrawn, raffleTicketsGenerated } from "@/server/raffles/events";

import { queueNews } from "./commands/queue-news";
import type { NewsUnit } from "./ports";

/** Tells people what happened to their money and their numbers. Unique keys make a second reading harmless. */
export const notify: Subscription<NewsUnit> = {
  name: "notify",
  eventTypes: [couponPurchased.type, raffleTicketsGenerated.type, raffleDrawn.type],
  apply: queueNews,
};
