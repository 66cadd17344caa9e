import type { Id } from "@/server/kernel/id";
import type { Centavos } from "@/server/kernel/money";
import type { Refusal } from "@/server/kernel/refusal";

import type { PaymentMethod } from "./order";

/** A hosted page for one order. */
export type CheckoutAsk = {
  readonly orderId: Id<"order">;
  readonly amount: Centavos;
  readonly method: PaymentMethod;
  /** What the customer reads on the page and the statement. */
  readonly description: string;
  /** Needed for SPEI: the money lands on this customer's balance. */
  readonly customerId: string | undefined;
  readonly successUrl: string;
  readonly cancelUrl: string;
  readonly expiresAt: Date;
};

/** A payment method the service already knows, confirmed in the call. */
export type ConfirmAsk = {
  readonly orderId: Id<"order">;
  readonly amount: Centavos;
  readonly description: string;
  readonly paymentMethodId: string;
  readonly returnUrl: string;
};

/** Where to look: by the object's id, or by the order's id among everything made since it was written. */
export type PaymentRef =
  | { readonly sessionId: string }
  | { readonly intentId: string }
  | { readonly orderId: Id<"order">; readonly since: Date };

export type RefundAsk = {
  readonly refundId: Id<"refund">;
  readonly intentId: string;
  readonly amount: Centavos;
};

export type RefundStanding = {
  readonly stripeRefundId: string;
  /** Even `SUCCEEDED` may become `FAILED` days later, when the bank sends the money back. */
  readonly state: "PENDING" | "SUCCEEDED" | "FAILED";
  /** The service's own word for why it failed. */
  readonly failure: string | undefined;
};

/**
 * `PAYMENT_DECLINED`; `VALIDATION_ERROR` for a payment method that does not exist; `STATE_CONFLICT` where the service
 * will never do it; `UNAVAILABLE`: what happened is not known. `reason` is the service's own word.
 */
export type PaymentRefusal = Refusal & {
  readonly kind: "PAYMENT_DECLINED" | "VALIDATION_ERROR" | "STATE_CONFLICT" | "UNAVAILABLE";
  readonly reason: string;
};

/** What a signed event tells us: where to look. Its word about money is never taken, the service is asked. */
export type PaymentNotice = {
  readonly eventId: string;
  readonly type: string;
  readonly isLive: boolean;
  readonly orderId: string | undefined;
  readonly sessionId: string | undefined;
  readonly intentId: string | undefined;
  readonly disputeId: string | undefined;
  /** Our own refund's id; undefined also where somebody refunded outside of the product. */
  readonly refundId: string | undefined;
};
