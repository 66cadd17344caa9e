import "server-only";
import type { Subscription } from "@/server/platform/subscriptions";
import { alternatePromoted, raffleDrawn } from "@/server/raffles/events";

import { newsworthy, queueNews } from "./commands/queue-news";
import { type PrizeNewsServices, queuePrizeNews } from "./commands/queue-prize-news";
import type { NewsUnit } from "./ports";

/** Tells people what happened to their money and their numbers. Unique keys make a second reading harmless. */
export const notify: Subscription<NewsUnit> = { name: "notify", eventTypes: newsworthy, apply: queueNews };

/** Tells winners, and whoever is promoted, how to claim. */
export const notifyPrizesOn = (services: PrizeNewsServices): Subscription<NewsUnit> => ({
  name: "notify-prizes",
  eventTypes: [raffleDrawn.type, alternatePromoted.type],
  apply: (unit, events) => queuePrizeNews(unit, services, events),
});
