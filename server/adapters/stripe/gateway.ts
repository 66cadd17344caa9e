import "server-only";
import type Stripe from "stripe";

import { ok, type Result } from "@/server/kernel/result";
import type {
  CheckoutAsk,
  ConfirmAsk,
  PaymentRef,
  PaymentRefusal,
  RefundAsk,
  RefundStanding,
} from "@/server/payments/domain/checkout";
import type { PaymentMethod } from "@/server/payments/domain/order";
import type { PaymentStanding } from "@/server/payments/domain/standing";
import type { PaymentGateway } from "@/server/payments/ports";

import type { StripeClient } from "./connect";
import { asking, isInvalidRequest } from "./refusals";
import { intentStanding, orderMetadata, sessionStanding } from "./standing";

const OXXO_DAYS = 3;
const PAGE_SIZE = 100;
/** Objects of one order lie close to its writing; beyond this many newer ones nobody keeps looking. */
const MAX_LOOKED_AT = 2_000;
const CLOCK_SLACK_S = 60;

const WITH_INTENT = { expand: ["payment_intent"] };

type MethodParams = Pick<
  Stripe.Checkout.SessionCreateParams,
  "allowed_payment_method_types" | "payment_method_options"
>;

const methodParams: Record<PaymentMethod, MethodParams> = {
  CARD: { allowed_payment_method_types: ["card"] },
  OXXO: {
    allowed_payment_method_types: ["oxxo"],
    payment_method_options: { oxxo: { expires_after_days: OXXO_DAYS } },
  },
  SPEI: {
    allowed_payment_method_types: ["customer_balance"],
    payment_method_options: {
      customer_balance: { funding_type: "bank_transfer", bank_transfer: { type: "mx_bank_transfer" } },
    },
  },
};

const checkoutParams = (ask: CheckoutAsk): Stripe.Checkout.SessionCreateParams => ({
  mode: "payment",
  ui_mode: "hosted_page",
  // The buyer's browser decides. Everything here comes from the stored order: a repeated call must send the same body.
  locale: "auto",
  ...methodParams[ask.method],
  client_reference_id: ask.orderId,
  metadata: orderMetadata(ask.orderId),
  payment_intent_data: { metadata: orderMetadata(ask.orderId), description: ask.description },
  line_items: [
    { quantity: 1, price_data: { currency: "mxn", unit_amount: ask.amount, product_data: { name: ask.description } } },
  ],
  ...(ask.customerId && { customer: ask.customerId }),
  success_url: ask.successUrl,
  cancel_url: ask.cancelUrl,
  expires_at: Math.floor(ask.expiresAt.getTime() / 1000),
  ...WITH_INTENT,
});

const confirmParams = (ask: ConfirmAsk): Stripe.PaymentIntentCreateParams => ({
  amount: ask.amount,
  currency: "mxn",
  allowed_payment_method_types: ["card"],
  payment_method: ask.paymentMethodId,
  confirm: true,
  description: ask.description,
  metadata: orderMetadata(ask.orderId),
  return_url: ask.returnUrl,
});

const isMissing = (fault: unknown): boolean =>
  typeof fault === "object" && fault !== null && "code" in fault && fault.code === "resource_missing";

/** Found, or undefined where Stripe says there is no such object. */
async function found(call: () => Promise<PaymentStanding>): Promise<PaymentStanding | undefined> {
  try {
    return await call();
  } catch (fault) {
    if (isMissing(fault)) return undefined;
    throw fault;
  }
}

/** Walks what was made since the order was written; lists are exact at once, Stripe's search is minutes late. */
async function findByOrder(stripe: Stripe, orderId: string, since: Date): Promise<PaymentStanding | undefined> {
  const created = { gte: Math.floor(since.getTime() / 1000) - CLOCK_SLACK_S };
  let seen = 0;
  for await (const session of stripe.checkout.sessions.list({ created, limit: PAGE_SIZE })) {
    if (session.client_reference_id === orderId) {
      return sessionStanding(await stripe.checkout.sessions.retrieve(session.id, WITH_INTENT));
    }
    if (++seen >= MAX_LOOKED_AT) break;
  }
  seen = 0;
  for await (const intent of stripe.paymentIntents.list({ created, limit: PAGE_SIZE })) {
    if (intentStanding(intent).orderId === orderId) return intentStanding(intent);
    if (++seen >= MAX_LOOKED_AT) break;
  }
  return undefined;
}

async function lookUp(stripe: Stripe, ref: PaymentRef): Promise<PaymentStanding | undefined> {
  if ("sessionId" in ref) {
    return found(async () => sessionStanding(await stripe.checkout.sessions.retrieve(ref.sessionId, WITH_INTENT)));
  }
  if ("intentId" in ref) return found(async () => intentStanding(await stripe.paymentIntents.retrieve(ref.intentId)));
  return findByOrder(stripe, ref.orderId, ref.since);
}

type OneRef = { sessionId: string } | { intentId: string };

/** Whether it could still be ended does not matter: how it stands afterwards does. */
async function endIfOpen(stripe: Stripe, ref: OneRef): Promise<void> {
  try {
    if ("sessionId" in ref) await stripe.checkout.sessions.expire(ref.sessionId);
    else await stripe.paymentIntents.cancel(ref.intentId);
  } catch (fault) {
    if (!isInvalidRequest(fault)) throw fault;
  }
}

const refundStates: Readonly<Record<string, RefundStanding["state"]>> = {
  succeeded: "SUCCEEDED",
  failed: "FAILED",
  canceled: "FAILED",
};

async function refundAt(stripe: Stripe, ask: RefundAsk): Promise<RefundStanding> {
  const refund = await stripe.refunds.create(
    { payment_intent: ask.intentId, amount: ask.amount, metadata: { refund_id: ask.refundId } },
    { idempotencyKey: `refund:${ask.refundId}:v1` },
  );
  return { stripeRefundId: refund.id, state: refundStates[refund.status ?? ""] ?? "PENDING" };
}

/** The payment port over Stripe's SDK; the demonstration's client talks to the embedded Stripe instead. */
export function stripeGateway(client: StripeClient, isLive: boolean): PaymentGateway {
  const withStripe = <T>(call: (stripe: Stripe) => Promise<T>): Promise<Result<T, PaymentRefusal>> =>
    asking(async () => call(await client()));

  async function expire(ref: OneRef): Promise<Result<PaymentStanding, PaymentRefusal>> {
    const ended = await withStripe((stripe) => endIfOpen(stripe, ref));
    if (!ended.ok) return ended;
    const after = await withStripe((stripe) => lookUp(stripe, ref));
    if (!after.ok) return after;
    if (!after.value) throw new Error("a payment we hold the id of is unknown to the service");
    return ok(after.value);
  }

  return {
    isLive,
    createCustomer: (userId) =>
      withStripe(async (stripe) => {
        const customer = await stripe.customers.create(
          { metadata: { user_id: userId } },
          { idempotencyKey: `user:${userId}:customer:v1` },
        );
        return customer.id;
      }),
    createCheckout: (ask) =>
      withStripe(async (stripe) =>
        sessionStanding(
          await stripe.checkout.sessions.create(checkoutParams(ask), {
            idempotencyKey: `order:${ask.orderId}:checkout:v1`,
          }),
        ),
      ),
    confirmWithMethod: (ask) =>
      withStripe(async (stripe) =>
        intentStanding(
          await stripe.paymentIntents.create(confirmParams(ask), { idempotencyKey: `order:${ask.orderId}:confirm:v1` }),
        ),
      ),
    retrieve: (ref) => withStripe((stripe) => lookUp(stripe, ref)),
    expire,
    refund: (ask) => withStripe((stripe) => refundAt(stripe, ask)),
  };
}
