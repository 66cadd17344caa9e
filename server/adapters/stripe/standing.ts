import "server-only";
import type Stripe from "stripe";

import { centavos } from "@/server/kernel/money";
import type { PaymentStanding } from "@/server/payments/domain/standing";

const ORDER = "order_id";

export const orderMetadata = (orderId: string): Record<string, string> => ({ [ORDER]: orderId });

const orderOf = (metadata: Stripe.Metadata | null): string | undefined => metadata?.[ORDER];

type State = PaymentStanding["state"];

function intentState(intent: Stripe.PaymentIntent): State {
  switch (intent.status) {
    case "succeeded":
      return "PAID";
    case "canceled":
      return "EXPIRED";
    case "processing":
      return "AWAITED";
    case "requires_payment_method":
      return intent.last_payment_error ? "FAILED" : "OPEN";
    default:
      return "OPEN";
  }
}

/** A confirmed intent of our own: a decline is final, because nobody else holds its secret. */
export const intentStanding = (intent: Stripe.PaymentIntent): PaymentStanding => ({
  state: intentState(intent),
  orderId: orderOf(intent.metadata),
  sessionId: undefined,
  intentId: intent.id,
  amount: centavos(intent.status === "succeeded" ? intent.amount_received : intent.amount),
  currency: intent.currency,
  url: intent.next_action?.redirect_to_url?.url ?? undefined,
  failure: intent.last_payment_error?.decline_code ?? intent.last_payment_error?.code,
  isLive: intent.livemode,
});

function sessionState(session: Stripe.Checkout.Session, intent: Stripe.PaymentIntent | undefined): State {
  if (session.status === "expired") return "EXPIRED";
  if (session.status === "open") return "OPEN";
  if (session.payment_status === "paid") return "PAID";
  // Complete and unpaid is a voucher or a transfer; its intent says whether somebody may still pay it.
  const isOver = intent?.status === "requires_payment_method" || intent?.status === "canceled";
  return isOver ? "FAILED" : "AWAITED";
}

/** A session with its intent expanded. A declined card on the hosted page is no failure: the page stays open. */
export function sessionStanding(session: Stripe.Checkout.Session): PaymentStanding {
  const { payment_intent: held } = session;
  const intent = typeof held === "string" ? undefined : (held ?? undefined);
  const state = sessionState(session, intent);
  return {
    state,
    orderId: orderOf(session.metadata),
    sessionId: session.id,
    intentId: intent?.id ?? (typeof held === "string" ? held : undefined),
    amount: centavos((state === "PAID" ? intent?.amount_received : undefined) ?? session.amount_total ?? 0),
    currency: session.currency ?? "",
    url: session.url ?? undefined,
    failure: state === "FAILED" ? (intent?.last_payment_error?.code ?? "not_paid") : undefined,
    isLive: session.livemode,
  };
}
