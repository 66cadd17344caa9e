import "server-only";
import type { Subscription } from "@/server/platform/subscriptions";

import { newsworthy, queueNews } from "./commands/queue-news";
import type { NewsUnit } from "./ports";

/** Tells people what happened to their money and their numbers. Unique keys make a second reading harmless. */
export const notify: Subscription<NewsUnit> = { name: "notify", eventTypes: newsworthy, apply: queueNews };
