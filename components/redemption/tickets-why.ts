const KNOWN = ["pesos", "pesos-and-volume", "volume", "below-next-ticket", "paid-by-prize", "not-covered"] as const;

/** The rule's word for why so many tickets, as the texts name it. */
export const ticketsWhy = (reason: string): (typeof KNOWN)[number] | "other" =>
  KNOWN.find((known) => known === reason) ?? "other";
