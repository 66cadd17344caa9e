/** How long an ad was really seen: measured by the server, from beats on the database's clock. */
import type { Id } from "@/server/kernel/id";
import type { Centavos } from "@/server/kernel/money";

/** Beats come every 5 s; a longer silence counts for nothing, because nobody knows what happened in it. */
export const beatSeconds = 5;
const longestBeatMs = 7_500;
/** Thousandths of the duration that must have been visible. */
const neededShare = 950;

export const VIEW_STATUSES = ["OPEN", "WATCHED", "LEFT"] as const;
export type ViewStatus = (typeof VIEW_STATUSES)[number];

export type Watching = {
  readonly lastBeatAt: Date;
  readonly isVisible: boolean;
  readonly visibleMs: number;
};

export type ViewSession = Watching & {
  readonly id: Id<"adSession">;
  readonly userId: Id<"user">;
  readonly redemptionId: Id<"redemption">;
  readonly stationId: Id<"station">;
  readonly campaignId: Id<"campaign">;
  readonly creativeId: Id<"creative">;
  readonly step: number;
  readonly durationSeconds: number;
  readonly price: Centavos;
  /** `2026-11-24`: the day of Mexico City whose budget it is on. */
  readonly day: string;
  readonly status: ViewStatus;
  readonly startedAt: Date;
  readonly clickedAt: Date | null;
};

export type Beat = { readonly at: Date; readonly isVisible: boolean };

/** Time counts between two beats that both say visible and lie close together; the clock is never the client's. */
export function watchedUntil(before: Watching, beat: Beat): Watching {
  const gap = beat.at.getTime() - before.lastBeatAt.getTime();
  const counts = before.isVisible && beat.isVisible && gap > 0 && gap <= longestBeatMs;
  return {
    lastBeatAt: gap > 0 ? beat.at : before.lastBeatAt,
    isVisible: beat.isVisible,
    visibleMs: before.visibleMs + (counts ? gap : 0),
  };
}

export const neededMs = (durationSeconds: number): number => durationSeconds * neededShare;

export const isWatched = ({ visibleMs }: Watching, durationSeconds: number): boolean =>
  visibleMs >= neededMs(durationSeconds);

/** Pauses are a person's right, and end: from here on the view is over and its money is free again. */
export const viewEndsAtMs = ({ startedAt, durationSeconds }: Pick<ViewSession, "startedAt" | "durationSeconds">) =>
  startedAt.getTime() + durationSeconds * 3_000 + 60_000;
