import "server-only";
import Stripe from "stripe";

import { ok, refuse, type Result } from "@/server/kernel/result";
import type { PaymentRefusal } from "@/server/payments/domain/checkout";
import { NoAnswer, NotAsked } from "@/server/platform/resilience";

import { verdictOn } from "./stripe-guard";

const SOON_S = 2;

const unavailable = (reason: string, retryAfterSeconds = SOON_S) =>
  refuse({ kind: "UNAVAILABLE", reason, retryAfterSeconds } satisfies PaymentRefusal);

// Errors of a request that is sound in itself: the money is not, or no longer, in the state it would need.
const WRONG_STATE = new Set([
  "charge_already_refunded",
  "charge_disputed",
  "charge_not_refundable",
  "amount_too_large",
  "payment_intent_unexpected_state",
]);

/**
 * What the SDK throws, as a value where a customer or an outage caused it. A wrong parameter, key or idempotency body is
 * a bug of ours and stays thrown.
 */
export async function asking<T>(call: () => Promise<T>): Promise<Result<T, PaymentRefusal>> {
  try {
    return ok(await call());
  } catch (fault) {
    if (fault instanceof NotAsked) return unavailable(fault.message, fault.retryAfterSeconds);
    if (fault instanceof NoAnswer) return unavailable("no answer in time");
    if (!(fault instanceof Stripe.errors.StripeError)) throw fault;
    return refusalOf(fault);
  }
}

export const isInvalidRequest = (fault: unknown): boolean => fault instanceof Stripe.errors.StripeInvalidRequestError;

function refusalOf(fault: Stripe.errors.StripeError): Result<never, PaymentRefusal> {
  if (fault instanceof Stripe.errors.StripeCardError) {
    return refuse({ kind: "PAYMENT_DECLINED", reason: fault.decline_code || fault.code || "declined" });
  }
  if (fault instanceof Stripe.errors.StripeInvalidRequestError) {
    if (fault.code === "resource_missing" && fault.param === "payment_method") {
      const details = [{ path: "paymentMethodId", message: "no such payment method" }];
      return refuse({ kind: "VALIDATION_ERROR", reason: "no_such_payment_method", details });
    }
    // A payment of another account, or of a history that was planted: the service will never give it back.
    if (fault.code === "resource_missing" && fault.param === "payment_intent") {
      return refuse({ kind: "STATE_CONFLICT", reason: "no_such_payment" });
    }
    if (WRONG_STATE.has(fault.code ?? "")) return refuse({ kind: "STATE_CONFLICT", reason: fault.code ?? "" });
    throw fault;
  }
  const { isFailure, pauseMs } = verdictOn(fault);
  // 409: our own first call under this key is still under way.
  if (!isFailure && fault.statusCode !== 409) throw fault;
  return unavailable(fault.code ?? fault.type, pauseMs ? Math.ceil(pauseMs / 1_000) : undefined);
}
