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
} from "./domain/checkout";
import type { PaymentStanding } from "./domain/standing";

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
  refund(ask: RefundAsk): Answered<RefundStanding>;
};

export type WebhookVerifier = {
  /** Undefined unless one of our secrets signed exactly these bytes within five minutes. */
  read(rawBody: Buffer, signature: string): PaymentNotice | undefined;
};
