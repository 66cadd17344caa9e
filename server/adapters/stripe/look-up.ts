import "server-only";
import Stripe from "stripe";

import type { PaymentRef } from "@/server/payments/domain/checkout";
import type { ServiceMovement } from "@/server/payments/domain/movement";
import type { PaymentStanding } from "@/server/payments/domain/standing";

import { movementOf } from "./movements";
import { intentStanding, refundOf, sessionStanding } from "./standing";
import { everyItem, type StripeCalls } from "./stripe-calls";

const PAGE_SIZE = 100;
/** Objects of one order lie close to its writing; beyond this many newer ones nobody keeps looking. */
const MAX_LOOKED_AT = 2_000;
const CLOCK_SLACK_S = 60;

const WITH_INTENT = { expand: ["payment_intent"] };

const isMissing = (fault: unknown): boolean =>
  fault instanceof Stripe.errors.StripeInvalidRequestError && fault.code === "resource_missing";

/** Found, or undefined where Stripe says there is no such object. */
export async function found<T>(call: () => Promise<T>): Promise<T | undefined> {
  try {
    return await call();
  } catch (fault) {
    if (isMissing(fault)) return undefined;
    throw fault;
  }
}

type Wish = { orderId: string; since: Date };

/** Walks what was made since the order was written; lists are exact at once, Stripe's search is minutes late. */
async function findByOrder(calls: StripeCalls, { orderId, since }: Wish): Promise<PaymentStanding | undefined> {
  const page = { created: { gte: Math.floor(since.getTime() / 1000) - CLOCK_SLACK_S }, limit: PAGE_SIZE };
  let seen = 0;
  for await (const session of everyItem(calls, (s, after) => s.checkout.sessions.list({ ...page, ...after }))) {
    if (session.client_reference_id === orderId) return sessionAt(calls, session.id);
    if (++seen >= MAX_LOOKED_AT) break;
  }
  seen = 0;
  for await (const intent of everyItem(calls, (s, after) => s.paymentIntents.list({ ...page, ...after }))) {
    if (intentStanding(intent).orderId === orderId) return intentStanding(intent);
    if (++seen >= MAX_LOOKED_AT) break;
  }
  return undefined;
}

const sessionAt = async ({ read }: StripeCalls, id: string): Promise<PaymentStanding> =>
  sessionStanding(await read((stripe) => stripe.checkout.sessions.retrieve(id, WITH_INTENT)));

const intentAt = async ({ read }: StripeCalls, id: string): Promise<PaymentStanding> =>
  intentStanding(await read((stripe) => stripe.paymentIntents.retrieve(id)));

/** How a payment stands; undefined where Stripe knows nothing of it. */
export function lookUp(calls: StripeCalls, ref: PaymentRef): Promise<PaymentStanding | undefined> {
  if ("sessionId" in ref) return found(() => sessionAt(calls, ref.sessionId));
  if ("intentId" in ref) return found(() => intentAt(calls, ref.intentId));
  return findByOrder(calls, ref);
}

/** Stripe forgets idempotency keys after a day; a refund of ours is known by its metadata for ever. */
export async function findRefund(
  calls: StripeCalls,
  { intentId, refundId }: { intentId: string; refundId: string },
): Promise<Stripe.Refund | undefined> {
  const page = { payment_intent: intentId, limit: PAGE_SIZE };
  for await (const refund of everyItem(calls, (s, after) => s.refunds.list({ ...page, ...after })))
    if (refundOf(refund.metadata) === refundId) return refund;
  return undefined;
}

/** Every line of Stripe's books whose instant lies in `[from, to)`, oldest first. */
export async function movementsIn(calls: StripeCalls, { from, to }: { from: Date; to: Date }) {
  // Stripe counts whole seconds; what lies outside is cut off below.
  const page = {
    created: { gte: Math.floor(from.getTime() / 1000), lt: Math.ceil(to.getTime() / 1000) },
    limit: PAGE_SIZE,
    expand: ["data.source"],
  };
  const lines: ServiceMovement[] = [];
  for await (const line of everyItem(calls, (s, after) => s.balanceTransactions.list({ ...page, ...after }))) {
    const movement = movementOf(line);
    if (movement.at >= from && movement.at < to) lines.push(movement);
  }
  return lines.toReversed();
}
