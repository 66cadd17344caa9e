import "server-only";
import { bookRefund, bookRefundFailure } from "./balance";
import { chargeOf, saveRefunded } from "./charges";
import type { Desk } from "./desk";
import type { RefundCreate } from "./parameters";
import { invalid, missingReference } from "./stripe-fault";
import type { ChargeObject, IntentObject, RefundObject } from "./stripe-words";
import { refundFateOf } from "./test-methods";

/** How long a bank takes to carry out a refund, or to send it back. */
const BANK_S = 60;

function refundable(desk: Desk, id: string): { intent: IntentObject; charge: ChargeObject } {
  const intent = desk.book.get("intents", id);
  if (!intent) throw missingReference("payment_intent", id, "payment_intent");
  const charge = chargeOf(desk, intent);
  if (intent.status !== "succeeded" || !charge) {
    throw invalid(
      "This PaymentIntent does not have a successful charge to refund.",
      "payment_intent_unexpected_state",
      "payment_intent",
    );
  }
  // Stripe cannot give cash back over an OXXO counter.
  if (charge.payment_method_details.type === "oxxo")
    throw invalid("Refunds are not supported for oxxo payments.", "charge_not_refundable", "payment_intent");
  if (charge.disputed) throw invalid("The charge has been charged back.", "charge_disputed");
  return { intent, charge };
}

export function createRefund(desk: Desk, ask: RefundCreate): RefundObject {
  const { intent, charge } = refundable(desk, ask.payment_intent);
  const left = charge.amount - charge.amount_refunded;
  const amount = ask.amount ?? left;
  if (left === 0) throw invalid("Charge has already been refunded.", "charge_already_refunded");
  if (amount < 1 || amount > left)
    throw invalid("Refund amount is greater than unrefunded amount on charge.", "amount_too_large", "amount");
  const refund: RefundObject = {
    id: desk.newId("re"),
    object: "refund",
    amount,
    balance_transaction: null,
    charge: charge.id,
    created: desk.nowS(),
    currency: intent.currency,
    metadata: ask.metadata,
    payment_intent: intent.id,
    reason: ask.reason ?? null,
    status: fateOf(charge) === "pending" ? "pending" : "succeeded",
  };
  const made = save(desk, { ...refund, balance_transaction: bookRefund(desk, refund, charge).id });
  const after = saveRefunded(desk, charge, amount);
  desk.emit("refund.created", made);
  desk.emit("charge.refunded", after);
  return made;
}

/** A transfer takes its time; of cards it is the test card's number that says so. */
const fateOf = (charge: ChargeObject): "succeeds" | "pending" | "fails" =>
  charge.payment_method_details.type === "customer_balance" ? "pending" : refundFateOf(charge.payment_method ?? "");

function save(desk: Desk, refund: RefundObject): RefundObject {
  desk.book.put("refunds", refund);
  return refund;
}

/** The bank carried it out. */
export function settleRefund(desk: Desk, refund: RefundObject): RefundObject {
  if (refund.status !== "pending") return refund;
  const settled = save(desk, { ...refund, status: "succeeded" });
  desk.emit("refund.updated", settled);
  desk.emit("charge.refund.updated", settled);
  return settled;
}

/** The bank sent it back, also after it had looked done: the money is on the account again. */
export function failRefund(desk: Desk, refund: RefundObject, reason = "lost_or_stolen_card"): RefundObject {
  const charge = refund.charge ? desk.book.get("charges", refund.charge) : undefined;
  if (refund.status === "failed" || !charge) return refund;
  const failed = save(desk, {
    ...refund,
    status: "failed",
    failure_reason: reason,
    failure_balance_transaction: bookRefundFailure(desk, refund, charge).id,
  });
  saveRefunded(desk, charge, -refund.amount);
  desk.emit("refund.failed", failed);
  desk.emit("charge.refund.updated", failed);
  return failed;
}

/** What the passing of time does to refunds. */
export function sweepRefunds(desk: Desk): void {
  for (const refund of desk.book.all("refunds")) {
    if (refund.status === "failed" || refund.created + BANK_S > desk.nowS()) continue;
    const charge = refund.charge ? desk.book.get("charges", refund.charge) : undefined;
    if (!charge) continue;
    if (fateOf(charge) === "fails") failRefund(desk, refund);
    else settleRefund(desk, refund);
  }
}
