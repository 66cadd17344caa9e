import type { Centavos } from "@/server/kernel/money";

/** How a buyer's claim at their bank stands at the payment service. */
export type DisputeStanding = {
  readonly disputeId: string;
  readonly intentId: string;
  /** What the bank took back, or would. */
  readonly amount: Centavos;
  /** `WON`: the money is ours again. `LOST`: it never comes back. */
  readonly state: "OPEN" | "WON" | "LOST";
  /** The service's own word: `fraudulent`, `product_not_received`. */
  readonly reason: string;
  readonly isLive: boolean;
};
