import "server-only";
import type { Desk } from "./desk";
import type { RefundCreate } from "./parameters";
import { invalid, missingReference } from "./stripe-fault";
import type { RefundObject } from "./stripe-words";

/** Cards only: Stripe cannot give cash back over an OXXO counter. */
export function createRefund(desk: Desk, ask: RefundCreate): RefundObject {
  const intent = desk.book.get("intents", ask.payment_intent);
  if (!intent) throw missingReference("payment_intent", ask.payment_intent, "payment_intent");
  if (intent.status !== "succeeded") {
    throw invalid(
      "This PaymentIntent does not have a successful charge to refund.",
      "payment_intent_unexpected_state",
      "payment_intent",
    );
  }
  if (intent.payment_method_types.includes("oxxo")) {
    throw invalid("Refunds are not supported for oxxo payments.", "charge_not_refundable", "payment_intent");
  }
  const before = desk.book
    .all("refunds")
    .filter((refund) => refund.payment_intent === intent.id && refund.status !== "failed")
    .reduce((sum, refund) => sum + refund.amount, 0);
  const left = intent.amount_received - before;
  const amount = ask.amount ?? left;
  if (left === 0) throw invalid("Charge has already been refunded.", "charge_already_refunded");
  if (amount < 1 || amount > left)
    throw invalid("Refund amount is greater than unrefunded amount on charge.", "amount_too_large", "amount");
  const refund: RefundObject = {
    id: desk.newId("re"),
    object: "refund",
    amount,
    charge: intent.latest_charge,
    created: desk.nowS(),
    currency: intent.currency,
    metadata: ask.metadata,
    payment_intent: intent.id,
    reason: ask.reason ?? null,
    status: "succeeded",
  };
  desk.book.put("refunds", refund);
  desk.emit("refund.created", refund);
  return refund;
}
