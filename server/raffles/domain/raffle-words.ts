export const RAFFLE_STATUSES = [
  "DRAFT",
  "PUBLISHED",
  "OPEN",
  "FROZEN",
  "DRAWN",
  "CLAIMING",
  "SETTLED",
  "CANCELLED",
  "VOID",
] as const;
export type RaffleStatus = (typeof RAFFLE_STATUSES)[number];

export const TICKET_SOURCES = ["REDEMPTION", "AD_ENGAGEMENT", "FREE_ENTRY", "REFERRAL"] as const;
export type TicketSource = (typeof TICKET_SOURCES)[number];
