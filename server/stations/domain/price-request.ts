import type { Fuel } from "@/server/kernel/fuel";
import type { Id } from "@/server/kernel/id";
import type { TenthMilli } from "@/server/kernel/money";

export const PRICE_REQUEST_STATES = ["PENDING_APPROVAL", "APPROVED", "REJECTED", "SUPERSEDED"] as const;
export type PriceRequestState = (typeof PRICE_REQUEST_STATES)[number];

/** A change beyond what one person may set alone. */
export type PriceRequest = {
  readonly id: Id<"row">;
  readonly stationId: Id<"station">;
  readonly fuel: Fuel;
  readonly price: TenthMilli;
  readonly current: TenthMilli;
  /** Null: from the approval on. */
  readonly effectiveFrom: Date | null;
  readonly requestedBy: Id<"user">;
};

export type PriceRequestDecision = {
  readonly id: Id<"row">;
  readonly state: "APPROVED" | "REJECTED";
  readonly decidedBy: Id<"user">;
  readonly at: Date;
};
