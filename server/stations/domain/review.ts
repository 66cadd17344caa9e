import type { Id } from "@/server/kernel/id";

/** A redemption as the person who reviews the station knows it. */
export type ReviewedRedemption = {
  readonly stationId: Id<"station">;
  readonly redeemedAt: Date;
  readonly isVoided: boolean;
};

export type Review = {
  readonly id: Id<"row">;
  readonly stationId: Id<"station">;
  readonly userId: Id<"user">;
  readonly redemptionId: Id<"redemption">;
  readonly stars: number;
  readonly body: string | null;
  readonly at: Date;
};

const DAYS_TO_REVIEW = 90;
const DAY_MS = 86_400_000;

/** Only who dispensed there may say how it was, within 90 days. */
export const mayReview = ({ redeemedAt, isVoided }: ReviewedRedemption, now: Date): boolean =>
  !isVoided && now.getTime() - redeemedAt.getTime() <= DAYS_TO_REVIEW * DAY_MS;

/** As if every station began with this many reviews of this many stars: one angry or happy person proves little. */
const PRIOR_REVIEWS = 5;
const PRIOR_STARS = 4;

/** The Bayesian mean of a station's stars, in tenths of a star; null before the first review. */
export const ratingOf = (sum: number, count: number): number | null =>
  count === 0 ? null : Math.round(((sum + PRIOR_REVIEWS * PRIOR_STARS) / (count + PRIOR_REVIEWS)) * 10) / 10;
