import type { PrizeType } from "@/server/raffles/domain/prize";
import type { RaffleStatus } from "@/server/raffles/domain/raffle-words";

import type { Tone } from "../ui/status-pill";

export type PrizeView = {
  readonly name: string;
  readonly type: PrizeType;
  readonly declaredValue: string;
  readonly quantity: number;
};

/** A raffle as lists show it; the shape of `raffles/active`. */
export type RaffleView = {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly startDate: string;
  readonly endDate: string;
  readonly drawDate: string;
  readonly status: RaffleStatus;
  readonly prizes: readonly PrizeView[];
  readonly totalTickets: number;
  readonly userTickets: number | null;
  readonly permitNumber: string | null;
};

export const toneOfRaffle: Record<RaffleStatus, Tone> = {
  DRAFT: "neutral",
  PUBLISHED: "accent",
  OPEN: "ok",
  FROZEN: "warn",
  DRAWN: "accent",
  CLAIMING: "accent",
  SETTLED: "neutral",
  CANCELLED: "neutral",
  VOID: "neutral",
};

/** What a raffle waits for next: its closing, its draw, or nothing more. */
export function nextMoment(
  raffle: Pick<RaffleView, "status" | "startDate" | "endDate" | "drawDate">,
): { key: "opens" | "closes" | "draws"; at: string } | undefined {
  if (raffle.status === "PUBLISHED") return { key: "opens", at: raffle.startDate };
  if (raffle.status === "OPEN") return { key: "closes", at: raffle.endDate };
  if (raffle.status === "FROZEN") return { key: "draws", at: raffle.drawDate };
  return undefined;
}
