import type { Id } from "@/server/kernel/id";
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
  /** Whether the bank has taken the money by now: an inquiry takes none. */
  readonly isTaken: boolean;
  readonly isLive: boolean;
};

/** The claim as our books keep it. */
export type Dispute = {
  readonly id: Id<"dispute">;
  /** The service's own id. */
  readonly serviceId: string;
  readonly paymentId: Id<"payment">;
  readonly couponId: Id<"coupon">;
  readonly amount: Centavos;
  /** What was unspent when it was opened. */
  readonly frozen: Centavos;
  readonly isTaken: boolean;
  readonly state: DisputeStanding["state"];
};

export type NewDispute = Omit<Dispute, "state"> & { readonly reason: string; readonly at: Date };
