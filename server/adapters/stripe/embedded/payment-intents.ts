import "server-only";
import { releaseCash } from "./cash-balance";
import { createCharge } from "./charges";
import type { Desk } from "./desk";
import { openDispute } from "./disputes";
import type { IntentCreate } from "./parameters";
import { invalid, missingReference, StripeFault } from "./stripe-fault";
import type { IntentObject, PaymentMethodType } from "./stripe-words";
import { behaviourOf, isDisputedCard } from "./test-methods";

/** Ten pesos: Stripe's smallest charge in MXN. */
export const MIN_CENTAVOS = 1_000;

export function refuseAmount(amount: number, currency: string): void {
  if (currency !== "mxn") throw invalid("This account accepts only mxn.", "currency_not_supported", "currency");
  if (amount < MIN_CENTAVOS) throw invalid("Amount must be at least $10.00 mxn", "amount_too_small", "amount");
}

type NewIntent = {
  amount: number;
  currency: string;
  types: PaymentMethodType[];
  customer: string | null;
  description: string | null;
  metadata: Record<string, string>;
  returnUrl: string | null;
};

export function newIntent(desk: Desk, ask: NewIntent): IntentObject {
  const id = desk.newId("pi");
  return {
    id,
    object: "payment_intent",
    allowed_payment_method_types: ask.types,
    payment_method_types: ask.types,
    amount: ask.amount,
    amount_received: 0,
    canceled_at: null,
    cancellation_reason: null,
    capture_method: "automatic",
    client_secret: `${id}_secret_${desk.newId("s").slice(2)}`,
    confirmation_method: "automatic",
    created: desk.nowS(),
    currency: ask.currency,
    customer: ask.customer,
    description: ask.description,
    last_payment_error: null,
    latest_charge: null,
    livemode: false,
    metadata: ask.metadata,
    next_action: null,
    payment_method: null,
    return_url: ask.returnUrl,
    status: "requires_payment_method",
  };
}

export function save(desk: Desk, intent: IntentObject): IntentObject {
  desk.book.put("intents", intent);
  return intent;
}

/** The money arrived; the bank of some test cards wants it back at once. */
export function succeed(desk: Desk, intent: IntentObject): IntentObject {
  const charge = createCharge(desk, intent);
  const paid = save(desk, {
    ...intent,
    status: "succeeded",
    amount_received: intent.amount,
    latest_charge: charge.id,
    next_action: null,
    last_payment_error: null,
  });
  desk.emit("payment_intent.succeeded", paid);
  if (isDisputedCard(paid.payment_method ?? "")) openDispute(desk, paid);
  return paid;
}

/** The attempt failed; the intent waits for another method, as Stripe's do. */
export function fail(desk: Desk, intent: IntentObject, error: IntentObject["last_payment_error"]): IntentObject {
  const failed = save(desk, {
    ...intent,
    status: "requires_payment_method",
    payment_method: null,
    next_action: null,
    last_payment_error: error,
  });
  desk.emit("payment_intent.payment_failed", failed);
  return failed;
}

/** One attempt with a test payment method; a decline throws 402 and stays on the intent. */
export function attempt(desk: Desk, intent: IntentObject, method: string): IntentObject {
  const behaviour = behaviourOf(method);
  if (!behaviour) throw missingReference("PaymentMethod", method, "payment_method");
  const tried = { ...intent, payment_method: method };
  if (behaviour.outcome === "succeeds") return succeed(desk, tried);
  if (behaviour.outcome === "authenticates") {
    const waiting = save(desk, {
      ...tried,
      status: "requires_action",
      next_action: {
        type: "redirect_to_url",
        redirect_to_url: { url: `${desk.publicUrl()}/demo/checkout/${intent.id}`, return_url: intent.return_url },
      },
    });
    desk.emit("payment_intent.requires_action", waiting);
    return waiting;
  }
  const failed = fail(desk, tried, behaviour.error);
  const { type: _type, ...error } = behaviour.error;
  throw new StripeFault({
    status: 402,
    type: "card_error",
    message: error.message,
    code: error.code,
    more: { ...(error.decline_code && { decline_code: error.decline_code }), payment_intent: failed },
  });
}

export function createIntent(desk: Desk, ask: IntentCreate): IntentObject {
  refuseAmount(ask.amount, ask.currency);
  if (ask.confirm && !ask.payment_method)
    throw invalid("A payment method is needed to confirm.", "parameter_missing", "payment_method");
  if (ask.payment_method && !behaviourOf(ask.payment_method)) {
    throw missingReference("PaymentMethod", ask.payment_method, "payment_method");
  }
  const intent = save(
    desk,
    newIntent(desk, {
      amount: ask.amount,
      currency: ask.currency,
      types: ask.allowed_payment_method_types ?? ["card"],
      customer: ask.customer ?? null,
      description: ask.description ?? null,
      metadata: ask.metadata,
      returnUrl: ask.return_url ?? null,
    }),
  );
  desk.emit("payment_intent.created", intent);
  if (!ask.payment_method) return intent;
  if (!ask.confirm)
    return save(desk, { ...intent, payment_method: ask.payment_method, status: "requires_confirmation" });
  return attempt(desk, intent, ask.payment_method);
}

const OPEN = ["requires_payment_method", "requires_confirmation", "requires_action"];

export function confirmIntent(
  desk: Desk,
  intent: IntentObject,
  ask: { payment_method?: string | undefined; return_url?: string | undefined },
): IntentObject {
  if (!OPEN.includes(intent.status)) throw unexpected(intent, "confirmed");
  const method = ask.payment_method ?? intent.payment_method;
  if (!method) throw invalid("A payment method is needed to confirm.", "parameter_missing", "payment_method");
  return attempt(desk, { ...intent, return_url: ask.return_url ?? intent.return_url }, method);
}

export function cancelIntent(desk: Desk, intent: IntentObject, reason: string | undefined): IntentObject {
  if (!OPEN.includes(intent.status)) throw unexpected(intent, "canceled");
  releaseCash(desk, intent);
  const canceled = save(desk, {
    ...intent,
    status: "canceled",
    canceled_at: desk.nowS(),
    cancellation_reason: reason ?? null,
    next_action: null,
  });
  desk.emit("payment_intent.canceled", canceled);
  return canceled;
}

const unexpected = (intent: IntentObject, what: string): StripeFault =>
  invalid(
    `This PaymentIntent could not be ${what} because it has a status of ${intent.status}.`,
    "payment_intent_unexpected_state",
  );

export const AUTHENTICATION_FAILED = {
  type: "card_error",
  code: "payment_intent_authentication_failure",
  message: "The bank could not confirm that it was you.",
} as const;

/** The customer's answer on the bank's page. */
export function authenticate(desk: Desk, intent: IntentObject, isAccepted: boolean): IntentObject {
  if (intent.status !== "requires_action") return intent;
  return isAccepted ? succeed(desk, intent) : fail(desk, intent, AUTHENTICATION_FAILED);
}
