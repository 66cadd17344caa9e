import "server-only";
import { endOfLocalDay, MEXICO_CITY } from "@/server/kernel/time";

import type { Desk } from "./desk";
import { sessionOnWire } from "./desk";
import type { SessionCreate } from "./parameters";
import { attempt, cancelIntent, fail, newIntent, refuseAmount, save as saveIntent, succeed } from "./payment-intents";
import { invalid, missingReference, StripeFault } from "./stripe-fault";
import type { IntentObject, NextAction, PaymentMethodType, SessionObject } from "./stripe-words";

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

function save(desk: Desk, session: SessionObject): SessionObject {
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
function intentOf(desk: Desk, session: SessionObject, type: PaymentMethodType): IntentObject {
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

const completed = (session: SessionObject, intent: IntentObject, isPaid: boolean): SessionObject => ({
  ...session,
  payment_intent: intent.id,
  payment_status: isPaid ? "paid" : "unpaid",
  status: "complete",
  url: null,
});

/** A card on the hosted page; answers undefined when the bank said no and the page stays open. */
export function payByCard(desk: Desk, session: SessionObject, method: string): SessionObject | undefined {
  if (session.status !== "open" || !session.payment_method_types.includes("card")) return undefined;
  const intent = intentOf(desk, session, "card");
  try {
    const paid = attempt(desk, intent, method);
    const done = save(desk, completed(session, paid, true));
    desk.emit("checkout.session.completed", done);
    return done;
  } catch (fault) {
    if (fault instanceof StripeFault && fault.status === 402) return undefined;
    throw fault;
  }
}

function instructions(desk: Desk, session: SessionObject, type: "oxxo" | "customer_balance"): NextAction {
  const digits = desk.newId("r").replace(/\D/g, "").padEnd(18, "7");
  if (type === "oxxo") {
    const days = session.payment_method_options.oxxo?.expires_after_days ?? 3;
    const ends = endOfLocalDay(new Date(desk.nowS() * 1000), days, MEXICO_CITY);
    return {
      type: "oxxo_display_details",
      oxxo_display_details: { number: digits.slice(0, 14), expires_after: Math.floor(ends.getTime() / 1000) },
    };
  }
  return {
    type: "display_bank_transfer_instructions",
    display_bank_transfer_instructions: {
      amount_remaining: session.amount_total,
      currency: session.currency,
      reference: digits.slice(0, 7),
      type: "mx_bank_transfer",
      financial_addresses: [{ type: "spei", spei: { bank_name: "BANCO DEMO", clabe: digits.slice(0, 18) } }],
    },
  };
}

/** OXXO and SPEI: the session completes unpaid, the money comes later or never. */
export function issueVoucher(desk: Desk, session: SessionObject): SessionObject | undefined {
  const type = session.payment_method_types.find((known) => known !== "card");
  if (session.status !== "open" || !type) return undefined;
  const intent = saveIntent(desk, {
    ...intentOf(desk, session, type),
    status: "requires_action",
    payment_method: desk.newId("pm"),
    next_action: instructions(desk, session, type),
  });
  const issued = save(desk, completed(session, intent, false));
  desk.emit("payment_intent.requires_action", intent);
  desk.emit("checkout.session.completed", issued);
  return issued;
}

const voucherOf = (desk: Desk, session: SessionObject): IntentObject | undefined => {
  if (session.status !== "complete" || session.payment_status === "paid" || !session.payment_intent) return undefined;
  const intent = desk.book.get("intents", session.payment_intent);
  return intent?.status === "requires_action" ? intent : undefined;
};

/** The cash or the transfer arrived. */
export function settleVoucher(desk: Desk, session: SessionObject): SessionObject | undefined {
  const intent = voucherOf(desk, session);
  if (!intent) return undefined;
  const paid = save(desk, completed(session, succeed(desk, intent), true));
  desk.emit("checkout.session.async_payment_succeeded", paid);
  return paid;
}

/** Nobody paid in time. */
export function lapseVoucher(desk: Desk, session: SessionObject): SessionObject | undefined {
  const intent = voucherOf(desk, session);
  if (!intent) return undefined;
  fail(desk, intent, {
    type: "invalid_request_error",
    code: "payment_intent_payment_attempt_expired",
    message: "The voucher was not paid before it expired.",
  });
  desk.emit("checkout.session.async_payment_failed", session);
  return session;
}

const lapsedAt = (intent: IntentObject): number =>
  intent.next_action?.type === "oxxo_display_details"
    ? intent.next_action.oxxo_display_details.expires_after
    : Infinity;

/** What the passing of time does: sessions end, vouchers lapse. */
export function sweep(desk: Desk): void {
  const now = desk.nowS();
  for (const session of desk.book.all("sessions")) {
    if (session.status === "open" && session.expires_at <= now) expireSession(desk, session);
    const voucher = voucherOf(desk, session);
    if (voucher && lapsedAt(voucher) <= now) lapseVoucher(desk, session);
  }
}
