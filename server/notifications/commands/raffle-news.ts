import "server-only";
import type { NewsUnit } from "@/server/notifications/ports";
import type { LoggedEvent } from "@/server/platform/logged-event";
import { raffleDrawn, raffleTicketsGenerated } from "@/server/raffles/events";

import type { Item } from "./news-item";

export async function ticketsEarned(event: LoggedEvent, unit: NewsUnit): Promise<Item[]> {
  const { raffleId, blocks } = raffleTicketsGenerated.payload.parse(event.payload);
  const raffleName = (await unit.news.raffleNames([raffleId])).get(raffleId) ?? "";
  return blocks.map(({ userId, sourceType, sourceId, count }) => ({
    key: `tickets:${raffleId}:${sourceType}:${sourceId}`,
    userId,
    say: ({ firstName }) => ({ template: "ticketsEarned", variables: { firstName, raffleName, count } }),
  }));
}

export async function raffleWon(event: LoggedEvent, unit: NewsUnit): Promise<Item[]> {
  const { raffleId } = raffleDrawn.payload.parse(event.payload);
  const raffleName = (await unit.news.raffleNames([raffleId])).get(raffleId) ?? "";
  return (await unit.news.winners(raffleId)).map((userId) => ({
    key: `won:${raffleId}:${userId}`,
    userId,
    say: ({ firstName }) => ({ template: "raffleWon", variables: { firstName, raffleName, raffleId } }),
  }));
}
