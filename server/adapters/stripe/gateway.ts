import "server-only";
import { randomUUID } from "node:crypto";

import type Stripe from "stripe";

import type { CheckoutAsk, ConfirmAsk, RefundAsk, RefundStanding } from "@/server/payments/domain/checkout";
import type { PaymentMethod } from "@/server/payments/domain/order";
import type { PaymentStanding } from "@/server/payments/domain/standing";
import type { PaymentGateway } from "@/server/payments/ports/gateway";
import type { Guard } from "@/server/platform/resilience";

import type { StripeClient } from "./connect";
import { found, findRefund, lookUp, movementsIn } from "./look-up";
import { asking, isInvalidRequest } from "./refusals";
import {
  disputeStandingOf,
  intentStanding,
  orderMetadata,
  refundMetadata,
  refundStandingOf,
  sessionStanding,
} from "./standing";
import { type StripeCalls, stripeCalls } from "./stripe-calls";
import { stripeGuard } from "./stripe-guard";

const OXXO_DAYS = 3;

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
  expand: ["payment_intent"],
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

type OneRef = { sessionId: string } | { intentId: string };

/** Whether it could still be ended does not matter: how it stands afterwards does. Ending twice changes nothing. */
async function endIfOpen({ change }: StripeCalls, ref: OneRef): Promise<void> {
  try {
    await change(`end:${randomUUID()}`, async (stripe, once) =>
      "sessionId" in ref
        ? stripe.checkout.sessions.expire(ref.sessionId, {}, once)
        : stripe.paymentIntents.cancel(ref.intentId, {}, once),
    );
  } catch (fault) {
    if (!isInvalidRequest(fault)) throw fault;
  }
}

async function expire(calls: StripeCalls, ref: OneRef): Promise<PaymentStanding> {
  await endIfOpen(calls, ref);
  const after = await lookUp(calls, ref);
  if (!after) throw new Error("a payment we hold the id of is unknown to the service");
  return after;
}

async function refund(calls: StripeCalls, { refundId, intentId, amount }: RefundAsk): Promise<RefundStanding> {
  const known = await findRefund(calls, { intentId, refundId });
  if (known) return refundStandingOf(known);
  const made = await calls.change(`refund:${refundId}:v1`, (stripe, once) =>
    stripe.refunds.create({ payment_intent: intentId, amount, metadata: refundMetadata(refundId) }, once),
  );
  return refundStandingOf(made);
}

/** The payment port over Stripe's SDK; the demonstration's client talks to the embedded Stripe instead. */
export function stripeGateway(client: StripeClient, isLive: boolean, guard: Guard = stripeGuard()): PaymentGateway {
  const calls = stripeCalls(client, guard);
  const { read, change } = calls;
  return {
    isLive,
    createCustomer: (userId) =>
      asking(async () => {
        const customer = await change(`user:${userId}:customer:v1`, (stripe, once) =>
          stripe.customers.create({ metadata: { user_id: userId } }, once),
        );
        return customer.id;
      }),
    createCheckout: (ask) =>
      asking(async () =>
        sessionStanding(
          await change(`order:${ask.orderId}:checkout:v1`, (stripe, once) =>
            stripe.checkout.sessions.create(checkoutParams(ask), once),
          ),
        ),
      ),
    confirmWithMethod: (ask) =>
      asking(async () =>
        intentStanding(
          await change(`order:${ask.orderId}:confirm:v1`, (stripe, once) =>
            stripe.paymentIntents.create(confirmParams(ask), once),
          ),
        ),
      ),
    retrieve: (ref) => asking(() => lookUp(calls, ref)),
    expire: (ref) => asking(() => expire(calls, ref)),
    refund: (ask) => asking(() => refund(calls, ask)),
    refundStanding: (id) =>
      asking(() => found(async () => refundStandingOf(await read((stripe) => stripe.refunds.retrieve(id))))),
    dispute: (id) =>
      asking(() => found(async () => disputeStandingOf(await read((stripe) => stripe.disputes.retrieve(id))))),
    movements: (span) => asking(() => movementsIn(calls, span)),
  };
}
