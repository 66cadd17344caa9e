import "server-only";
import type Stripe from "stripe";

import type { ServiceMovement } from "@/server/payments/domain/movement";

import { idOf, refundOf } from "./standing";

// The service's own grouping; its finer types differ by payment method (`charge` and `payment`, `refund` and so on).
const kinds: Readonly<Record<string, ServiceMovement["kind"]>> = {
  charge: "CHARGE",
  refund: "REFUND",
  refund_failure: "REFUND_FAILURE",
  dispute: "DISPUTE",
  dispute_reversal: "DISPUTE_REVERSAL",
  payout: "PAYOUT",
  payout_reversal: "PAYOUT",
};

type Source = Stripe.Charge | Stripe.Refund | Stripe.Dispute;

type About = Pick<ServiceMovement, "intentId" | "refundId" | "disputeId">;

const nobody: About = { intentId: null, refundId: null, disputeId: null };

function aboutOf(source: Stripe.BalanceTransaction["source"]): About {
  if (source === null || typeof source === "string") return nobody;
  // Sources of other kinds match no case.
  const thing = source as Source;
  switch (thing.object) {
    case "charge":
      return { ...nobody, intentId: idOf(thing.payment_intent) ?? null };
    case "refund":
      return {
        ...nobody,
        intentId: idOf(thing.payment_intent) ?? null,
        refundId: refundOf(thing.metadata) ?? null,
      };
    case "dispute":
      return { ...nobody, intentId: idOf(thing.payment_intent) ?? null, disputeId: thing.id };
    default:
      return nobody;
  }
}

/** One line of the service's books, with its source expanded. */
export const movementOf = (line: Stripe.BalanceTransaction): ServiceMovement => ({
  id: line.id,
  kind: kinds[line.reporting_category] ?? "OTHER",
  amount: line.amount,
  fee: line.fee,
  currency: line.currency,
  ...aboutOf(line.source),
  at: new Date(line.created * 1000),
});
