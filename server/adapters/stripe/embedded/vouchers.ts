import "server-only";
import { endOfLocalDay, MEXICO_CITY } from "@/server/kernel/time";

import { addCash, applyCash, awaitedTransfer } from "./cash-balance";
import { completed, intentOf, save, sessionOf } from "./checkout-sessions";
import type { Desk } from "./desk";
import { fail, save as saveIntent, succeed } from "./payment-intents";
import type { IntentObject, NextAction, SessionObject } from "./stripe-words";

const DEFAULT_DAYS = 3;

function instructions(desk: Desk, session: SessionObject, type: "oxxo" | "customer_balance"): NextAction {
  const digits = desk.newId("r").replace(/\D/g, "").padEnd(18, "7");
  const here = `${desk.publicUrl()}/demo/checkout/${session.id}`;
  if (type === "oxxo") {
    const days = session.payment_method_options.oxxo?.expires_after_days ?? DEFAULT_DAYS;
    const ends = endOfLocalDay(new Date(desk.nowS() * 1000), days, MEXICO_CITY);
    return {
      type: "oxxo_display_details",
      oxxo_display_details: {
        number: digits.slice(0, 14),
        expires_after: Math.floor(ends.getTime() / 1000),
        hosted_voucher_url: here,
      },
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
      hosted_instructions_url: here,
    },
  };
}

/** OXXO and SPEI: the session completes unpaid, the money comes later or never. A customer's own cash is used first. */
export function issueVoucher(desk: Desk, session: SessionObject): SessionObject | undefined {
  const type = session.payment_method_types.find((known) => known !== "card");
  if (session.status !== "open" || !type) return undefined;
  const waiting = saveIntent(desk, {
    ...intentOf(desk, session, type),
    status: "requires_action",
    payment_method: desk.newId("pm"),
    next_action: instructions(desk, session, type),
  });
  desk.emit("payment_intent.requires_action", waiting);
  const { intent, isFunded } = applyCash(desk, waiting);
  const issued = save(desk, completed(session, isFunded ? succeed(desk, intent) : intent, isFunded));
  desk.emit("checkout.session.completed", issued);
  return issued;
}

/** The intent that a complete session still waits for. */
export function waitingIntent(desk: Desk, session: SessionObject): IntentObject | undefined {
  if (session.status !== "complete" || session.payment_status === "paid" || !session.payment_intent) return undefined;
  const intent = desk.book.get("intents", session.payment_intent);
  return intent?.status === "requires_action" ? intent : undefined;
}

function payLater(desk: Desk, session: SessionObject, intent: IntentObject): void {
  const paid = save(desk, completed(session, succeed(desk, intent), true));
  desk.emit("checkout.session.async_payment_succeeded", paid);
}

type Transfer = { customer: string; amount: number; reference?: string | undefined };

/**
 * A transfer reached a customer's account: it pays what waits for it, first what it names, then the oldest. What nothing
 * waits for stays the customer's.
 */
export function fundCustomer(desk: Desk, { customer, amount, reference }: Transfer): void {
  addCash(desk, customer, amount);
  const waiting = desk.book
    .all("intents")
    .toReversed()
    .filter((intent) => intent.customer === customer && awaitedTransfer(intent));
  const isNamed = (intent: IntentObject): boolean => awaitedTransfer(intent)?.reference === reference;
  for (const intent of [...waiting.filter(isNamed), ...waiting.filter((other) => !isNamed(other))]) {
    const applied = applyCash(desk, intent);
    const session = applied.isFunded ? sessionOf(desk, intent) : undefined;
    if (session) payLater(desk, session, applied.intent);
    else if (applied.isFunded) succeed(desk, applied.intent);
  }
}

/** Part of what a session waits for is transferred; without an amount all that is missing. False where none is awaited. */
export function transferFor(desk: Desk, session: SessionObject, amount?: number): boolean {
  const intent = waitingIntent(desk, session);
  const awaited = intent && awaitedTransfer(intent);
  if (!awaited || !session.customer) return false;
  const { reference, amount_remaining } = awaited;
  fundCustomer(desk, { customer: session.customer, amount: amount ?? amount_remaining, reference });
  return true;
}

/** The cash arrived at the counter, or all of the transfer at the bank. */
export function settleVoucher(desk: Desk, session: SessionObject): SessionObject | undefined {
  const intent = waitingIntent(desk, session);
  if (!intent) return undefined;
  if (!transferFor(desk, session)) payLater(desk, session, intent);
  return desk.book.get("sessions", session.id);
}

const lapsesAt = (intent: IntentObject): number =>
  intent.next_action?.type === "oxxo_display_details"
    ? intent.next_action.oxxo_display_details.expires_after
    : Infinity;

/** Nobody paid the voucher in time. A transfer may come at any time, so it never lapses. */
export function lapseVoucher(desk: Desk, session: SessionObject): SessionObject | undefined {
  const intent = waitingIntent(desk, session);
  if (!intent || lapsesAt(intent) === Infinity) return undefined;
  fail(desk, intent, {
    type: "invalid_request_error",
    code: "payment_intent_payment_attempt_expired",
    message: "The voucher was not paid before it expired.",
  });
  desk.emit("checkout.session.async_payment_failed", session);
  return session;
}

export function lapseIfOver(desk: Desk, session: SessionObject): void {
  const intent = waitingIntent(desk, session);
  if (intent && lapsesAt(intent) <= desk.nowS()) lapseVoucher(desk, session);
}
