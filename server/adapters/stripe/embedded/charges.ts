import "server-only";
import { bookSale } from "./balance";
import type { Desk } from "./desk";
import type { ChargeObject, IntentObject } from "./stripe-words";

/** The money of an intent arrived: its charge, with the line in the books. */
export function createCharge(desk: Desk, intent: IntentObject): ChargeObject {
  const type = intent.payment_method_types[0] ?? "card";
  const charge: ChargeObject = {
    id: desk.newId(type === "card" ? "ch" : "py"),
    object: "charge",
    amount: intent.amount,
    amount_captured: intent.amount,
    amount_refunded: 0,
    balance_transaction: null,
    captured: true,
    created: desk.nowS(),
    currency: intent.currency,
    customer: intent.customer,
    description: intent.description,
    disputed: false,
    livemode: false,
    metadata: intent.metadata,
    paid: true,
    payment_intent: intent.id,
    payment_method: intent.payment_method,
    payment_method_details: { type },
    refunded: false,
    status: "succeeded",
  };
  const booked = { ...charge, balance_transaction: bookSale(desk, charge).id };
  desk.book.put("charges", booked);
  desk.emit("charge.succeeded", booked);
  return booked;
}

export const chargeOf = (desk: Desk, intent: IntentObject): ChargeObject | undefined =>
  intent.latest_charge ? desk.book.get("charges", intent.latest_charge) : undefined;

/** What came back to the buyer so far, after a refund was made or failed. */
export function saveRefunded(desk: Desk, charge: ChargeObject, by: number): ChargeObject {
  const amount_refunded = charge.amount_refunded + by;
  const changed = { ...charge, amount_refunded, refunded: amount_refunded === charge.amount };
  desk.book.put("charges", changed);
  return changed;
}
