import type { Id } from "@/server/kernel/id";
import type { Centavos } from "@/server/kernel/money";

import type { PaymentMethod } from "./order";

/**
 * `RESERVED`: owed, the payment service not asked yet or its answer unknown. `PENDING`: it works on it. `FAILED`: it
 * refused, the debt stays. `BY_HAND`: it cannot (OXXO); a transfer to the buyer's CLABE settles it.
 */
export const REFUND_STATES = ["RESERVED", "PENDING", "SUCCEEDED", "FAILED", "BY_HAND"] as const;
export type RefundState = (typeof REFUND_STATES)[number];

/** The money that came in for a coupon. */
export type Payment = {
  readonly id: Id<"payment">;
  readonly orderId: Id<"order">;
  readonly intentId: string;
  readonly method: PaymentMethod;
  readonly captured: Centavos;
  readonly capturedAt: Date;
};

export type Refund = {
  readonly id: Id<"refund">;
  readonly paymentId: Id<"payment">;
  readonly couponId: Id<"coupon">;
  readonly intentId: string;
  readonly method: PaymentMethod;
  readonly amount: Centavos;
  readonly state: RefundState;
};

export type RefundChange = {
  readonly state: RefundState;
  readonly stripeRefundId?: string;
  readonly failure?: string;
  readonly settledAt?: Date;
};

/** Cash cannot be sent back through an OXXO counter (domain words, "Coupons"). */
export const isPaidBackByHand = (method: PaymentMethod): boolean => method === "OXXO";
