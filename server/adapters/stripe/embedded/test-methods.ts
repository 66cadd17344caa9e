import "server-only";
import type { IntentError } from "./stripe-words";

/** How Stripe's test payment methods behave; any other id does not exist. */
export type MethodBehaviour =
  | { outcome: "succeeds"; isDisputed?: boolean; refunds?: "pending" | "fails" }
  | { outcome: "authenticates" }
  | { outcome: "declines"; error: IntentError };

const declined = (decline_code: string, message: string, code = "card_declined"): MethodBehaviour => ({
  outcome: "declines",
  error: { type: "card_error", code, ...(code === "card_declined" && { decline_code }), message },
});

const behaviours: Readonly<Record<string, MethodBehaviour>> = {
  pm_card_visa: { outcome: "succeeds" },
  pm_card_visa_debit: { outcome: "succeeds" },
  pm_card_mastercard: { outcome: "succeeds" },
  pm_card_amex: { outcome: "succeeds" },
  pm_card_mx: { outcome: "succeeds" },
  pm_card_createDispute: { outcome: "succeeds", isDisputed: true },
  pm_card_pendingRefund: { outcome: "succeeds", refunds: "pending" },
  pm_card_refundFail: { outcome: "succeeds", refunds: "fails" },
  pm_card_authenticationRequired: { outcome: "authenticates" },
  pm_card_threeDSecure2Required: { outcome: "authenticates" },
  pm_card_chargeDeclined: declined("generic_decline", "Your card was declined."),
  pm_card_chargeDeclinedInsufficientFunds: declined("insufficient_funds", "Your card has insufficient funds."),
  pm_card_chargeDeclinedLostCard: declined("lost_card", "Your card was declined."),
  pm_card_chargeDeclinedStolenCard: declined("stolen_card", "Your card was declined."),
  pm_card_chargeDeclinedFraudulent: declined("fraudulent", "Your card was declined."),
  pm_card_chargeDeclinedExpiredCard: declined("", "Your card has expired.", "expired_card"),
  pm_card_chargeDeclinedIncorrectCvc: declined("", "Your card's security code is incorrect.", "incorrect_cvc"),
  pm_card_chargeDeclinedProcessingError: declined(
    "",
    "An error occurred while processing your card. Try again in a little bit.",
    "processing_error",
  ),
};

export const behaviourOf = (method: string): MethodBehaviour | undefined =>
  Object.hasOwn(behaviours, method) ? behaviours[method] : undefined;

const succeeding = (method: string) => {
  const behaviour = behaviourOf(method);
  return behaviour?.outcome === "succeeds" ? behaviour : undefined;
};

/** Whether the bank disputes a charge of this card as soon as it is made. */
export const isDisputedCard = (method: string): boolean => succeeding(method)?.isDisputed ?? false;

/** What becomes of a refund to this card: done at once, done later, or done at once and sent back later. */
export const refundFateOf = (method: string): "succeeds" | "pending" | "fails" =>
  succeeding(method)?.refunds ?? "succeeds";
