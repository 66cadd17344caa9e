import "server-only";
import Stripe from "stripe";

import type { PaymentNotice } from "@/server/payments/domain/checkout";
import type { WebhookVerifier } from "@/server/payments/ports";

const TOLERANCE_S = 300;

// Verification is local mathematics; the key is never sent anywhere.
const { webhooks } = new Stripe("sk_not_used");

function noticeOf(event: Stripe.Event): PaymentNotice {
  const { object } = event.data;
  const about = { eventId: event.id, type: event.type, isLive: event.livemode };
  if (event.type.startsWith("checkout.session.")) {
    const session = object as Stripe.Checkout.Session;
    return { ...about, orderId: session.metadata?.["order_id"], sessionId: session.id, intentId: undefined };
  }
  if (event.type.startsWith("payment_intent.")) {
    const intent = object as Stripe.PaymentIntent;
    return { ...about, orderId: intent.metadata["order_id"], sessionId: undefined, intentId: intent.id };
  }
  return { ...about, orderId: undefined, sessionId: undefined, intentId: undefined };
}

/** Several secrets may be valid at once, so that a rotation loses no event. */
export const webhookVerifier = (secrets: readonly string[]): WebhookVerifier => ({
  read(rawBody, signature) {
    for (const secret of secrets) {
      try {
        return noticeOf(webhooks.constructEvent(rawBody, signature, secret, TOLERANCE_S));
      } catch {
        // Not this secret, too old, or not JSON at all: the next one, or nobody.
      }
    }
    return undefined;
  },
});
