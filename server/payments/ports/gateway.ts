import type { Id } from "@/server/kernel/id";
import type { Result } from "@/server/kernel/result";

import type {
  CheckoutAsk,
  ConfirmAsk,
  PaymentNotice,
  PaymentRef,
  PaymentRefusal,
  RefundAsk,
  RefundStanding,
} from "../domain/checkout";
import type { DisputeStanding } from "../domain/dispute";
import type { ServiceMovement } from "../domain/movement";
import type { PaymentStanding } from "../domain/standing";

type Answered<T> = Promise<Result<T, PaymentRefusal>>;

/**
 * The payment service. Every changing call carries an idempotency key made from our own id, so that repeating it, also
 * from another process, never charges twice.
 */
export type PaymentGateway = {
  /** Whether the money is real. */
  readonly isLive: boolean;
  createCustomer(userId: Id<"user">): Answered<string>;
  createCheckout(ask: CheckoutAsk): Answered<PaymentStanding>;
  confirmWithMethod(ask: ConfirmAsk): Answered<PaymentStanding>;
  /** Undefined: the service knows nothing of it. */
  retrieve(ref: PaymentRef): Answered<PaymentStanding | undefined>;
  /** Ends what can still be paid; answers how it stands afterwards, which may be `PAID`. */
  expire(ref: { sessionId: string } | { intentId: string }): Answered<PaymentStanding>;
  /** Asking again for the same refund answers how it stands now, however long ago it was first asked. */
  refund(ask: RefundAsk): Answered<RefundStanding>;
  /** By the service's own id of the refund; undefined: it knows nothing of it. */
  refundStanding(stripeRefundId: string): Answered<RefundStanding | undefined>;
  dispute(disputeId: string): Answered<DisputeStanding | undefined>;
  /** Every movement of our balance in `[from, to)`, oldest first, none left out. */
  movements(span: { from: Date; to: Date }): Answered<readonly ServiceMovement[]>;
};

export type WebhookVerifier = {
  /** Undefined unless one of our secrets signed exactly these bytes within five minutes. */
  read(rawBody: Buffer, signature: string): PaymentNotice | undefined;
};
