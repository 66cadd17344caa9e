/** Prizes and how long a winner may take to claim one (domain.md, Raffles). */

/** Days from the draw until the place passes to the next alternate. */
export const claimDays = {
  CASH: 30,
  GIFT_CARD: 90,
  CREDIT: 60,
  GOODS: 30,
  SERVICE: 30,
  DISCOUNT: 60,
  FUEL_CREDIT: 60,
  OTHER: 30,
} as const;

/** What the claim table knows; `CREDIT` is kept for older prizes and is not offered for new ones. */
export type ClaimType = keyof typeof claimDays;

export const prizeTypes = ["CASH", "FUEL_CREDIT", "GIFT_CARD", "GOODS", "SERVICE", "DISCOUNT", "OTHER"] as const;
export type PrizeType = (typeof prizeTypes)[number];

const dayMs = 86_400_000;

/** The exclusive instant at which a claim lapses. */
export const claimDeadlineMs = (type: ClaimType, drawnAtMs: number): number => drawnAtMs + claimDays[type] * dayMs;
