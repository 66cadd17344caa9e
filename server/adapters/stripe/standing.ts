import "server-only";
import type Stripe from "stripe";

import { centavos } from "@/server/kernel/money";
import type { RefundStanding } from "@/server/payments/domain/checkout";
import type { DisputeStanding } from "@/server/payments/domain/dispute";
import type { PaymentStanding } from "@/server/payments/domain/standing";

const ORDER = "order_id";
const REFUND = "refund_id";

export const orderMetadata = (orderId: string): Record<string, string> => ({ [ORDER]: orderId });
export const refundMetadata = (refundId: string): Record<string, string> => ({ [REFUND]: refundId });

export const orderOf = (metadata: Stripe.Metadata | null): string | undefined => metadata?.[ORDER];
export const refundOf = (metadata: Stripe.Metadata | null): string | undefined => metadata?.[REFUND];

/** A reference that the service answers as an id or, where it was asked to, as the whole object. */
export const idOf = (held: string | { id: string } | null | undefined): string | undefined =>
  typeof held === "string" ? held : held?.id;

type State = PaymentStanding["state"];

function intentState(intent: Stripe.PaymentIntent): State {
  switch (intent.status) {
    case "succeeded":
      return "PAID";
    case "canceled":
      return "EXPIRED";
    case "processing":
      return "AWAITED";
    case "requires_payment_method":
      return intent.last_payment_error ? "FAILED" : "OPEN";
    default:
      return "OPEN";
  }
}

/** Where the voucher or the transfer's details stand, and until when it can be paid; a transfer has no end at Stripe. */
function detailsOf(intent: Stripe.PaymentIntent | undefined): Pick<PaymentStanding, "url" | "payBefore"> {
  const { oxxo_display_details: oxxo, display_bank_transfer_instructions: transfer } = intent?.next_action ?? {};
  const url = oxxo?.hosted_voucher_url ?? transfer?.hosted_instructions_url;
  return {
    url: url ?? undefined,
    payBefore: oxxo?.expires_after ? new Date(oxxo.expires_after * 1000) : undefined,
  };
}

const errorOf = (intent: Stripe.PaymentIntent | undefined): string | undefined => {
  const { decline_code, code } = intent?.last_payment_error ?? {};
  return decline_code || code;
};

/** A confirmed intent of our own: a decline is final, because nobody else holds its secret. */
export const intentStanding = (intent: Stripe.PaymentIntent): PaymentStanding => ({
  state: intentState(intent),
  orderId: orderOf(intent.metadata),
  sessionId: undefined,
  intentId: intent.id,
  amount: centavos(intent.status === "succeeded" ? intent.amount_received : intent.amount),
  currency: intent.currency,
  url: intent.next_action?.redirect_to_url?.url ?? undefined,
  payBefore: undefined,
  failure: errorOf(intent),
  isLive: intent.livemode,
});

function sessionState(session: Stripe.Checkout.Session, intent: Stripe.PaymentIntent | undefined): State {
  if (session.status === "expired") return "EXPIRED";
  if (session.status === "open") return "OPEN";
  if (session.payment_status === "paid") return "PAID";
  // Complete and unpaid is a voucher or a transfer; its intent says whether somebody may still pay it.
  const isOver = intent?.status === "requires_payment_method" || intent?.status === "canceled";
  return isOver ? "FAILED" : "AWAITED";
}

/** A session with its intent expanded. A declined card on the hosted page is no failure: the page stays open. */
export function sessionStanding(session: Stripe.Checkout.Session): PaymentStanding {
  const { payment_intent: held } = session;
  const intent = typeof held === "string" ? undefined : (held ?? undefined);
  const state = sessionState(session, intent);
  return {
    state,
    orderId: orderOf(session.metadata),
    sessionId: session.id,
    intentId: idOf(held),
    amount: centavos((state === "PAID" ? intent?.amount_received : undefined) ?? session.amount_total ?? 0),
    currency: session.currency ?? "",
    ...(state === "AWAITED" ? detailsOf(intent) : { url: session.url ?? undefined, payBefore: undefined }),
    failure: errorOf(intent) ?? (state === "FAILED" ? "not_paid" : undefined),
    isLive: session.livemode,
  };
}

const refundStates: Readonly<Record<string, RefundStanding["state"]>> = {
  succeeded: "SUCCEEDED",
  failed: "FAILED",
  canceled: "FAILED",
};

export const refundStandingOf = (refund: Stripe.Refund): RefundStanding => {
  const state = refundStates[refund.status ?? ""] ?? "PENDING";
  return {
    stripeRefundId: refund.id,
    state,
    failure: state === "FAILED" ? (refund.failure_reason ?? refund.status ?? undefined) : undefined,
  };
};

// An inquiry that was closed and a claim that was prevented took no money.
const disputeStates: Readonly<Record<string, DisputeStanding["state"]>> = {
  won: "WON",
  warning_closed: "WON",
  prevented: "WON",
  lost: "LOST",
};

export const disputeStandingOf = (dispute: Stripe.Dispute): DisputeStanding => ({
  disputeId: dispute.id,
  intentId: idOf(dispute.payment_intent) ?? "",
  amount: centavos(dispute.amount),
  state: disputeStates[dispute.status] ?? "OPEN",
  reason: dispute.reason,
  isTaken: !dispute.status.startsWith("warning_") && dispute.status !== "prevented",
  isLive: dispute.livemode,
});
