/** How many tickets a redemption earns: rule version 1 (domain page, "Tickets"). */
import type { Centavos, Millilitres } from "@/server/kernel/money";

export const ticketRuleVersion = 1;
export const centavosPerTicket = 10_000;
export const bonusAboveMillilitres = 20_000;

export const ticketReasons = [
  "pesos",
  "pesos-and-volume",
  "volume",
  "below-next-ticket",
  "paid-by-prize",
  "not-covered",
] as const;
export type TicketReason = (typeof ticketReasons)[number];

export const grantReasons = [
  ...ticketReasons,
  "ad-step",
  "free-entry",
  "capped",
  "after-freeze",
  "redemption-voided",
] as const;
export type GrantReason = (typeof grantReasons)[number];

export type RedeemedFacts = {
  /** Pesos of the coupon redeemed before and after this redemption; a void does not lower them. */
  readonly redeemedBefore: Centavos;
  readonly redeemedAfter: Centavos;
  readonly volume: Millilitres;
  readonly isPaidByPrize: boolean;
};

export type Earned = { readonly earned: number; readonly reason: TicketReason | "ad-step" | "free-entry" };

/** Before any cap. Splitting a redemption neither wins nor loses a ticket of the pesos part. */
export function ticketsEarned(facts: RedeemedFacts): Earned {
  if (facts.isPaidByPrize) return { earned: 0, reason: "paid-by-prize" };
  const ticketsAt = (pesos: Centavos): number => Math.floor(pesos / centavosPerTicket);
  const ofPesos = ticketsAt(facts.redeemedAfter) - ticketsAt(facts.redeemedBefore);
  const ofVolume = facts.volume > bonusAboveMillilitres ? 1 : 0;
  return { earned: ofPesos + ofVolume, reason: reasonFor(ofPesos, ofVolume) };
}

function reasonFor(ofPesos: number, ofVolume: number): TicketReason {
  if (ofPesos > 0) return ofVolume > 0 ? "pesos-and-volume" : "pesos";
  return ofVolume > 0 ? "volume" : "below-next-ticket";
}

export type Granted = { readonly granted: number; readonly reason: GrantReason };

/** `held` are the person's tickets in this raffle that count towards its cap: granted and not void. */
export function ticketsGranted({ earned, reason }: Earned, held: number, cap: number): Granted {
  const granted = Math.max(0, Math.min(earned, cap - held));
  return { granted, reason: granted < earned ? "capped" : reason };
}

export type EarningWindow = {
  /** Null before the raffle opened. */
  readonly opensAt: Date | null;
  readonly closesAt: Date;
  /** Null for every station of the network. */
  readonly stationIds: readonly string[] | null;
};

/** The status plays no part: only the window does. */
export const isOpenAt = ({ opensAt, closesAt }: EarningWindow, at: Date): boolean =>
  opensAt !== null && opensAt <= at && at < closesAt;

/** The window and the stations. */
export const earnsIn = (raffle: EarningWindow, at: Date, stationId: string): boolean =>
  isOpenAt(raffle, at) && (raffle.stationIds === null || raffle.stationIds.includes(stationId));
