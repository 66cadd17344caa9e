import "server-only";
import type { Desk } from "./desk";
import { sessionOnWire } from "./desk";
import type { SessionCreate } from "./parameters";
import { attempt, authenticate, cancelIntent, newIntent, refuseAmount, save as saveIntent } from "./payment-intents";
import { invalid, missingReference, StripeFault } from "./stripe-fault";
import type { IntentObject, PaymentMethodType, SessionObject } from "./stripe-words";

const DAY_S = 86_400;
const MIN_LIFE_S = 30 * 60;
/** Stripe's ceiling for one OXXO voucher: 10,000.00 MXN. */
const OXXO_MAX = 1_000_000;

function refuseSession(desk: Desk, ask: SessionCreate): void {
  const [item] = ask.line_items;
  if (!item) throw invalid("Missing required param: line_items.", "parameter_missing", "line_items");
  refuseAmount(item.price_data.unit_amount * item.quantity, item.price_data.currency);
  const life = (ask.expires_at ?? desk.nowS() + DAY_S) - desk.nowS();
  if (life < MIN_LIFE_S || life > DAY_S) {
    throw invalid(
      "The `expires_at` timestamp must be between 30 minutes and 24 hours from now.",
      undefined,
      "expires_at",
    );
  }
  if (ask.customer && !desk.book.get("customers", ask.customer))
    throw missingReference("customer", ask.customer, "customer");
  const types = ask.allowed_payment_method_types;
  if (types.includes("customer_balance") && (!ask.customer || !ask.payment_method_options.customer_balance)) {
    throw invalid(
      "Bank transfers need a `customer` and `payment_method_options[customer_balance]`.",
      undefined,
      "customer",
    );
  }
  if (types.includes("oxxo") && item.price_data.unit_amount * item.quantity > OXXO_MAX) {
    throw invalid("Amount must be no more than $10,000.00 mxn", "amount_too_large", "line_items");
  }
}

export function createSession(desk: Desk, ask: SessionCreate): SessionObject {
  refuseSession(desk, ask);
  const [item] = ask.line_items;
  const total = (item?.price_data.unit_amount ?? 0) * (item?.quantity ?? 0);
  const id = desk.newId("cs_test");
  const session: SessionObject = {
    id,
    object: "checkout.session",
    allowed_payment_method_types: ask.allowed_payment_method_types,
    payment_method_types: ask.allowed_payment_method_types,
    amount_subtotal: total,
    amount_total: total,
    cancel_url: ask.cancel_url ?? null,
    client_reference_id: ask.client_reference_id ?? null,
    created: desk.nowS(),
    currency: item?.price_data.currency ?? "mxn",
    customer: ask.customer ?? null,
    customer_email: ask.customer_email ?? null,
    expires_at: ask.expires_at ?? desk.nowS() + DAY_S,
    livemode: false,
    locale: ask.locale ?? null,
    metadata: ask.metadata,
    mode: "payment",
    payment_intent: null,
    payment_intent_data: {
      metadata: ask.payment_intent_data?.metadata ?? {},
      description: ask.payment_intent_data?.description ?? null,
    },
    payment_method_options: ask.payment_method_options.oxxo ? { oxxo: ask.payment_method_options.oxxo } : {},
    payment_status: "unpaid",
    product_name: item?.price_data.product_data.name ?? "",
    status: "open",
    success_url: ask.success_url,
    ui_mode: "hosted_page",
    url: `${desk.publicUrl()}/demo/checkout/${id}`,
  };
  return save(desk, session);
}

export function save(desk: Desk, session: SessionObject): SessionObject {
  desk.book.put("sessions", session);
  return session;
}

/** As sent: our own fields left out, the intent whole where `expand` asks for it. */
export function shown(desk: Desk, session: SessionObject, expand: readonly string[]): Record<string, unknown> {
  const intent = session.payment_intent ? desk.book.get("intents", session.payment_intent) : undefined;
  const wire = sessionOnWire(session);
  return expand.includes("payment_intent") && intent ? { ...wire, payment_intent: intent } : wire;
}

export function expireSession(desk: Desk, session: SessionObject): SessionObject {
  if (session.status !== "open") {
    throw invalid(
      `Only Checkout Sessions with a status in ["open"] can be expired. This Checkout Session has a status of ${session.status}.`,
    );
  }
  const intent = session.payment_intent ? desk.book.get("intents", session.payment_intent) : undefined;
  if (intent && intent.status !== "succeeded" && intent.status !== "canceled") cancelIntent(desk, intent, "abandoned");
  const expired = save(desk, { ...session, status: "expired", url: null });
  desk.emit("checkout.session.expired", expired);
  return expired;
}

/** The intent of a session comes into being with the first attempt to pay. */
export function intentOf(desk: Desk, session: SessionObject, type: PaymentMethodType): IntentObject {
  const known = session.payment_intent ? desk.book.get("intents", session.payment_intent) : undefined;
  if (known) return known;
  const intent = saveIntent(
    desk,
    newIntent(desk, {
      amount: session.amount_total,
      currency: session.currency,
      types: [type],
      customer: session.customer,
      description: session.payment_intent_data.description,
      metadata: session.payment_intent_data.metadata,
      returnUrl: session.success_url,
    }),
  );
  save(desk, { ...session, payment_intent: intent.id });
  return intent;
}

export const completed = (session: SessionObject, intent: IntentObject, isPaid: boolean): SessionObject => ({
  ...session,
  payment_intent: intent.id,
  payment_status: isPaid ? "paid" : "unpaid",
  status: "complete",
  url: null,
});

/** What became of a card on the hosted page: paid, a question of the bank, or a no that leaves the page open. */
export type CardOutcome = "paid" | "asked" | "declined";

export function payByCard(desk: Desk, session: SessionObject, method: string): CardOutcome {
  if (session.status !== "open" || !session.payment_method_types.includes("card")) return "declined";
  const intent = intentOf(desk, session, "card");
  try {
    const tried = attempt(desk, intent, method);
    if (tried.status !== "succeeded") return "asked";
    completeAs(desk, session, tried);
    return "paid";
  } catch (fault) {
    if (fault instanceof StripeFault && fault.status === 402) return "declined";
    throw fault;
  }
}

function completeAs(desk: Desk, session: SessionObject, paid: IntentObject): void {
  const current = desk.book.get("sessions", session.id) ?? session;
  desk.emit("checkout.session.completed", save(desk, completed(current, paid, true)));
}

export const sessionOf = (desk: Desk, intent: IntentObject): SessionObject | undefined =>
  desk.book.all("sessions").find((session) => session.payment_intent === intent.id);

/** The customer's answer on the bank's page; an open hosted page is paid with a yes and stays open after a no. */
export function answerBank(desk: Desk, intent: IntentObject, isAccepted: boolean): IntentObject {
  const answered = authenticate(desk, intent, isAccepted);
  const session = sessionOf(desk, intent);
  if (session?.status === "open" && answered.status === "succeeded") completeAs(desk, session, answered);
  return answered;
}
