import "server-only";
import Stripe from "stripe";

import { createGuard, type Guard, type GuardSettings, type Verdict } from "@/server/platform/resilience";

function pauseOf(fault: Stripe.errors.StripeError): number | undefined {
  const seconds = Number(fault.headers?.["retry-after"] ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1_000 : undefined;
}

/** The SDK's own rule for repeating, plus 429: the service may say outright whether it is worth it. */
function isPassing(fault: Stripe.errors.StripeError): boolean {
  const advice = fault.headers?.["stripe-should-retry"];
  if (advice === "true" || advice === "false") return advice === "true";
  if (fault instanceof Stripe.errors.StripeConnectionError) return true;
  const status = fault.statusCode ?? 0;
  return status === 409 || status === 429 || status >= 500;
}

/** What a fault says about Stripe: a decline or a wrong parameter is an answer like any other. */
export function verdictOn(fault: unknown): Verdict {
  if (!(fault instanceof Stripe.errors.StripeError)) return { isFailure: false, isPassing: false };
  const isAway = fault instanceof Stripe.errors.StripeConnectionError;
  const status = fault.statusCode ?? 0;
  // Being turned away because of the load is a failure to serve, though its number begins with a 4.
  return { isFailure: isAway || status === 429 || status >= 500, isPassing: isPassing(fault), pauseMs: pauseOf(fault) };
}

type GuardParts = { settings?: Partial<GuardSettings>; random?: () => number; now?: () => Date };

/** Breaker, time-out and retry for Stripe. The SDK itself repeats nothing. */
export const stripeGuard = ({ settings = {}, random = Math.random, now = () => new Date() }: GuardParts = {}): Guard =>
  createGuard({ name: "stripe", judge: verdictOn, random, now, settings });
