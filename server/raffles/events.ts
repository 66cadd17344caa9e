import { z } from "zod";

import { idOf } from "@/server/kernel/schemas";

import { VACANCY_REASONS } from "./domain/claim";

const isoInstant = z.iso.datetime();
const whole = z.number().int().nonnegative();
const raffleId = idOf("raffle");
const hash = z.string().regex(/^[0-9a-f]{64}$/);

/** Facts this context publishes; the aggregate is always the raffle. */

const of = <T extends string, P extends z.ZodRawShape>(type: T, shape: P) =>
  ({ type, payload: z.object({ raffleId, ...shape }) }) as const;

export const raffleCreated = of("RaffleCreated", { name: z.string() });
export const raffleChanged = of("RaffleChanged", { fields: z.array(z.string()) });
export const rafflePublished = of("RafflePublished", { rulesSha256: hash });
export const raffleOpened = of("RaffleOpened", { opensAt: isoInstant });
export const raffleClosed = of("RaffleClosed", { leaves: whole, tickets: whole, root: hash });
export const raffleFrozen = of("RaffleFrozen", { commitmentHash: hash, round: whole, roundAt: isoInstant });
export const raffleDrawn = of("RaffleDrawn", { certificateSha256: hash, winners: whole, alternates: whole });
export const raffleCancelled = of("RaffleCancelled", { reason: z.string() });
export const raffleVoided = of("RaffleVoided", { reason: z.enum(["EMPTY_LOG", "BEACON_DEAD"]) });

/** A number without a purchase. */
export const freeEntryMade = of("FreeEntryMade", { entryId: idOf("row"), userId: idOf("user"), enteredAt: isoInstant });

/** Somebody took the folder for the authority. */
export const evidenceTaken = of("RaffleEvidenceTaken", { by: idOf("user") });

/** Places after the draw. */
const place = { awardId: idOf("award"), userId: idOf("user") };
export const prizeClaimed = of("PrizeClaimed", place);
export const winnerIdentified = of("WinnerIdentified", { ...place, by: idOf("user") });
export const prizeDelivered = of("PrizeDelivered", { ...place, couponIds: z.array(idOf("coupon")) });
export const placeVacated = of("PlaceVacated", { ...place, reason: z.enum(VACANCY_REASONS) });
export const promotionApproved = of("PromotionApproved", { vacancyId: idOf("row"), by: idOf("user") });
/** `userId` is the alternate's. */
export const alternatePromoted = of("AlternatePromoted", { ...place, vacancyId: idOf("row"), documentSha256: hash });
export const noAlternateLeft = of("NoAlternateLeft", { vacancyId: idOf("row"), documentSha256: hash });
export const prizeTaxRateSet = {
  type: "PrizeTaxRateSet",
  payload: z.object({ state: z.string(), validFrom: z.string(), basisPoints: whole }),
} as const;

/** One event a batch: who got which numbers, and which blocks were voided. */
export const raffleTicketsGenerated = of("RaffleTicketsGenerated", {
  blocks: z.array(
    z.object({
      userId: idOf("user"),
      sourceType: z.string(),
      sourceId: z.uuid(),
      leaf: whole,
      first: whole,
      count: whole,
    }),
  ),
  voidedLeaves: z.array(whole),
  leaves: whole,
  tickets: whole,
});
