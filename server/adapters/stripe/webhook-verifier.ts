import "server-only";
import Stripe from "stripe";

import type { PaymentNotice } from "@/server/payments/domain/checkout";
import type { WebhookVerifier } from "@/server/payments/ports/gateway";

import { idOf, orderOf, refundOf } from "./standing";

const TOLERANCE_S = 300;

// Verification is local mathematics; the key is never sent anywhere.
const { webhooks } = new Stripe("sk_not_used");

const about = (event: Stripe.Event): PaymentNotice => ({
  eventId: event.id,
  type: event.type,
  isLive: event.livemode,
  orderId: undefined,
  sessionId: undefined,
  intentId: undefined,
  disputeId: undefined,
  refundId: undefined,
});

type Thing = Stripe.Checkout.Session | Stripe.PaymentIntent | Stripe.Charge | Stripe.Refund | Stripe.Dispute;

/** Where an event points to, by what its object is, whatever the event is called. */
function noticeOf(event: Stripe.Event): PaymentNotice {
  // Objects of other kinds match no case.
  const thing = event.data.object as Thing;
  switch (thing.object) {
    case "checkout.session":
      return { ...about(event), orderId: orderOf(thing.metadata), sessionId: thing.id };
    case "payment_intent":
      return { ...about(event), orderId: orderOf(thing.metadata), intentId: thing.id };
    case "charge":
      return { ...about(event), orderId: orderOf(thing.metadata), intentId: idOf(thing.payment_intent) };
    case "refund":
      return { ...about(event), intentId: idOf(thing.payment_intent), refundId: refundOf(thing.metadata) };
    case "dispute":
      return { ...about(event), intentId: idOf(thing.payment_intent), disputeId: thing.id };
    default:
      return about(event);
  }
}

// The SDK decodes leniently, and an instant in the future is never too far for it.
const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const HEADER = /^t=(\d{1,12})(?:,\w+=[0-9a-f]+)+$/;

const isFresh = (signature: string, now: Date): boolean => {
  const instant = HEADER.exec(signature)?.[1];
  return instant !== undefined && Math.abs(Math.floor(now.getTime() / 1000) - Number(instant)) <= TOLERANCE_S;
};

function textOf(rawBody: Buffer): string | undefined {
  try {
    return utf8.decode(rawBody);
  } catch {
    return undefined;
  }
}

/** Several secrets may be valid at once, so that a rotation loses no event. */
export const webhookVerifier = (secrets: readonly string[], now: () => Date = () => new Date()): WebhookVerifier => ({
  read(rawBody, signature) {
    const receivedAt = now();
    const text = isFresh(signature, receivedAt) ? textOf(rawBody) : undefined;
    if (text === undefined) return undefined;
    for (const secret of secrets) {
      try {
        return noticeOf(webhooks.constructEvent(text, signature, secret, TOLERANCE_S, undefined, receivedAt.getTime()));
      } catch {
        // Not this secret, or not JSON at all: the next one, or nobody.
      }
    }
    return undefined;
  },
});
