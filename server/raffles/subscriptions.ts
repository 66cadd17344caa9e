import "server-only";
import { adWatched } from "@/server/ads/events";
import { couponRedeemed, redemptionVoided } from "@/server/coupons/events";
import { centavos, millilitres } from "@/server/kernel/money";
import type { LoggedEvent } from "@/server/platform/logged-event";
import type { Subscription } from "@/server/platform/subscriptions";

import { issueTickets, type IssueServices } from "./commands/issue-tickets";
import type { SourceChange } from "./domain/issuing";
import { ticketsEarned } from "./domain/tickets";
import { freeEntryMade } from "./events";
import type { RafflesUnit } from "./ports";

/** Throws on a payload that is not as its event promises: the event is then parked. */
function changeOf(event: LoggedEvent): SourceChange {
  if (event.type === redemptionVoided.type) {
    const voided = redemptionVoided.payload.parse(event.payload);
    return {
      kind: "voiding",
      sourceType: "REDEMPTION",
      sourceId: voided.redemptionId,
      stationId: voided.stationId,
      at: new Date(voided.redeemedAt),
      voidedAt: new Date(voided.voidedAt),
    };
  }
  if (event.type === adWatched.type) return adStep(event);
  if (event.type === freeEntryMade.type) return freeEntry(event);
  const redeemed = couponRedeemed.payload.parse(event.payload);
  return {
    kind: "earning",
    sourceType: "REDEMPTION",
    sourceId: redeemed.redemptionId,
    userId: redeemed.userId,
    stationId: redeemed.stationId,
    at: new Date(redeemed.redeemedAt),
    earned: ticketsEarned({
      redeemedBefore: centavos(redeemed.redeemedBeforeCentavos),
      redeemedAfter: centavos(redeemed.redeemedAfterCentavos),
      volume: millilitres(redeemed.volumeMillilitres),
      isPaidByPrize: redeemed.paidByPrize,
    }),
    pesos: centavos(redeemed.pesosCentavos),
  };
}

/** A step of the ladder is a source of its own, in raffles that were open at the redemption as well. */
function adStep(event: LoggedEvent): SourceChange {
  const watched = adWatched.payload.parse(event.payload);
  return {
    kind: "earning",
    sourceType: "AD_ENGAGEMENT",
    sourceId: watched.sessionId,
    userId: watched.userId,
    stationId: watched.stationId,
    at: new Date(watched.watchedAt),
    earned: { earned: watched.tickets, reason: "ad-step" },
    pesos: centavos(0),
    backing: { sourceId: watched.redemptionId, at: new Date(watched.redeemedAt) },
  };
}

/** One number in the raffle that it was made for. */
function freeEntry(event: LoggedEvent): SourceChange {
  const made = freeEntryMade.payload.parse(event.payload);
  return {
    kind: "earning",
    sourceType: "FREE_ENTRY",
    sourceId: made.entryId,
    userId: made.userId,
    raffleId: made.raffleId,
    at: new Date(made.enteredAt),
    earned: { earned: 1, reason: "free-entry" },
    pesos: centavos(0),
  };
}

/** Redemptions, watched ads and free entries become tickets; voided ones go to the void list. Effects have unique keys, so replaying adds nothing. */
export const issueTicketsOn = (services: IssueServices): Subscription<RafflesUnit> => ({
  name: "issue-tickets",
  eventTypes: [couponRedeemed.type, redemptionVoided.type, adWatched.type, freeEntryMade.type],
  apply: (unit, events) => issueTickets(unit, services, events.map(changeOf)),
});
