import "server-only";
import type { Desk } from "./desk";
import type { CustomerObject, IntentObject } from "./stripe-words";

type Instructions = Extract<IntentObject["next_action"], { type: "display_bank_transfer_instructions" }>;

/** What a transfer is waited for, and how much of it is still missing; undefined for an intent that waits for none. */
export function awaitedTransfer(intent: IntentObject): Instructions["display_bank_transfer_instructions"] | undefined {
  if (intent.status !== "requires_action") return undefined;
  return intent.next_action?.type === "display_bank_transfer_instructions"
    ? intent.next_action.display_bank_transfer_instructions
    : undefined;
}

export const cashOf = (desk: Desk, customer: string | null): number =>
  (customer ? desk.book.get("customers", customer)?.cash_mxn : undefined) ?? 0;

/** Money of a customer that no payment holds. */
export function addCash(desk: Desk, customerId: string | null, amount: number): void {
  const customer = customerId ? desk.book.get("customers", customerId) : undefined;
  if (customer) desk.book.put("customers", { ...customer, cash_mxn: (customer.cash_mxn ?? 0) + amount });
}

/** Moves as much of the customer's cash as there is to a waiting intent; answers what it still misses. */
export function applyCash(desk: Desk, intent: IntentObject): { intent: IntentObject; isFunded: boolean } {
  const awaited = awaitedTransfer(intent);
  if (!awaited) return { intent, isFunded: false };
  const applied = Math.min(cashOf(desk, intent.customer), awaited.amount_remaining);
  if (applied === 0) return { intent, isFunded: awaited.amount_remaining === 0 };
  addCash(desk, intent.customer, -applied);
  const amount_remaining = awaited.amount_remaining - applied;
  const funded: IntentObject = {
    ...intent,
    next_action: {
      type: "display_bank_transfer_instructions",
      display_bank_transfer_instructions: { ...awaited, amount_remaining },
    },
  };
  desk.book.put("intents", funded);
  if (amount_remaining > 0) desk.emit("payment_intent.partially_funded", funded);
  return { intent: funded, isFunded: amount_remaining === 0 };
}

/** What a payment that never comes together had already got goes back to the customer's cash. */
export function releaseCash(desk: Desk, intent: IntentObject): void {
  const awaited = awaitedTransfer(intent);
  if (awaited) addCash(desk, intent.customer, intent.amount - awaited.amount_remaining);
}

/** `GET /v1/customers/:id/cash_balance`. */
export const cashBalance = (customer: CustomerObject) => ({
  object: "cash_balance",
  available: { mxn: customer.cash_mxn ?? 0 },
  customer: customer.id,
  livemode: false,
  settings: { reconciliation_mode: "automatic", using_merchant_default: true },
});

/** A customer on the wire: what only we keep with it stays out. */
export function customerOnWire(customer: CustomerObject): CustomerObject {
  const { cash_mxn: _cash, ...wire } = customer;
  return wire;
}
