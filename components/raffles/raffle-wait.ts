import type { RaffleStatus } from "@/server/raffles/domain/raffle-words";

type Waiting = {
  readonly status: RaffleStatus;
  readonly startDate: string;
  readonly endDate: string;
  readonly drawDate: string;
};

/**
 * What a raffle waits for: a person (`publish`), an instant (`opens`, `closes`, `draws`), or a step whose instant has passed
 * and which the jobs are about to take (`…Now`).
 */
export type RaffleWait =
  | { readonly key: "publish" | "claims" | "nothing" }
  | { readonly key: "opens" | "closes" | "draws" | "opensNow" | "closesNow" | "drawsNow"; readonly at: string };

const due = <Key extends "opens" | "closes" | "draws">(key: Key, at: string, now: Date): RaffleWait => ({
  key: new Date(at) <= now ? `${key}Now` : key,
  at,
});

export function waitOf(raffle: Waiting, now: Date): RaffleWait {
  switch (raffle.status) {
    case "DRAFT":
      return { key: "publish" };
    case "PUBLISHED":
      return due("opens", raffle.startDate, now);
    case "OPEN":
      return due("closes", raffle.endDate, now);
    case "FROZEN":
      return due("draws", raffle.drawDate, now);
    case "DRAWN":
    case "CLAIMING":
      return { key: "claims" };
    default:
      return { key: "nothing" };
  }
}
