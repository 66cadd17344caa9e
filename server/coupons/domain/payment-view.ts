import type { Centavos } from "@/server/kernel/money";
import { formatPesos } from "@/server/kernel/money";
import { instant } from "@/server/kernel/time";

import type { CouponStatus } from "./coupon-status";
import type { WayToPay } from "./purchase";

/**
 * Where a purchase stands for its buyer. `TO_PAY`: the payment page is open. `AWAITED`: a voucher or a transfer was
 * issued. `CONFIRMING`: what happened is not known yet. `LAPSED`: nobody paid in time. `DISPUTED`: the buyer's bank asks
 * the money back. The rest say themselves.
 */
export const PAYMENT_STATES = [
  "TO_PAY",
  "AWAITED",
  "CONFIRMING",
  "PAID",
  "LAPSED",
  "DECLINED",
  "CANCELLED",
  "REFUNDING",
  "REFUNDED",
  "DISPUTED",
] as const;
export type PaymentState = (typeof PAYMENT_STATES)[number];

/** Why no money came, in the few kinds that ask for a different next step. */
export const DECLINES = [
  "REFUSED",
  "NO_FUNDS",
  "CARD_EXPIRED",
  "WRONG_DETAILS",
  "NOT_AUTHENTICATED",
  "OVER_LIMIT",
  "NOT_SUPPORTED",
  "TRY_AGAIN",
  "LAPSED",
  "NEVER_REACHED",
] as const;
export type Decline = (typeof DECLINES)[number];

const declines: Readonly<Record<string, Decline>> = {
  insufficient_funds: "NO_FUNDS",
  withdrawal_count_limit_exceeded: "OVER_LIMIT",
  card_velocity_exceeded: "OVER_LIMIT",
  expired_card: "CARD_EXPIRED",
  invalid_expiry_month: "WRONG_DETAILS",
  invalid_expiry_year: "WRONG_DETAILS",
  incorrect_number: "WRONG_DETAILS",
  invalid_number: "WRONG_DETAILS",
  incorrect_cvc: "WRONG_DETAILS",
  invalid_cvc: "WRONG_DETAILS",
  incorrect_zip: "WRONG_DETAILS",
  incorrect_pin: "WRONG_DETAILS",
  authentication_required: "NOT_AUTHENTICATED",
  payment_intent_authentication_failure: "NOT_AUTHENTICATED",
  approve_with_id: "TRY_AGAIN",
  issuer_not_available: "TRY_AGAIN",
  processing_error: "TRY_AGAIN",
  reenter_transaction: "TRY_AGAIN",
  try_again_later: "TRY_AGAIN",
  card_not_supported: "NOT_SUPPORTED",
  currency_not_supported: "NOT_SUPPORTED",
  payment_intent_payment_attempt_expired: "LAPSED",
  not_paid: "LAPSED",
  expired: "LAPSED",
  never_reached_payment_service: "NEVER_REACHED",
};

/** The payment service's own word as one of our kinds; lost, stolen and suspected cards are told nothing but no. */
export const declineOf = (word: string): Decline =>
  (Object.hasOwn(declines, word) ? declines[word] : undefined) ?? "REFUSED";

/** The order behind a coupon, as far as its buyer sees it; a coupon paid by a prize has none. */
export type OrderCard = {
  readonly method: WayToPay;
  readonly status: "CREATED" | "AWAITING_PAYMENT" | "PAID" | "FAILED" | "EXPIRED" | "CANCELLED";
  readonly isOpen: boolean;
  readonly checkoutUrl: string | null;
  /** The end of the payment page. */
  readonly checkoutEndsAt: Date;
  readonly awaitedSince: Date | null;
  readonly payBefore: Date | null;
  readonly failure: string | null;
  readonly refund: RefundCard | null;
};

/** As the payments context keeps them. */
export const REFUND_STATES = ["RESERVED", "PENDING", "SUCCEEDED", "FAILED", "BY_HAND", "COVERED"] as const;

type RefundCard = {
  readonly amount: Centavos;
  readonly state: (typeof REFUND_STATES)[number];
  readonly askedAt: Date;
  readonly settledAt: Date | null;
  /** Of the account that the buyer gave for a transfer. */
  readonly accountLast4: string | null;
  readonly takesAccount: boolean;
};

/** By us, or by the bank in a dispute that we lost. */
const isPaidBack = ({ state }: RefundCard): boolean => state === "SUCCEEDED" || state === "COVERED";

type Seen = { readonly status: CouponStatus };

/** What the buyer is told of the payment; the same for every look at the same rows. */
export function paymentState(coupon: Seen, order: OrderCard): PaymentState {
  if (order.refund) return isPaidBack(order.refund) ? "REFUNDED" : "REFUNDING";
  if (coupon.status === "SUSPENDED") return "DISPUTED";
  switch (order.status) {
    case "PAID":
      return "PAID";
    case "EXPIRED":
      return "LAPSED";
    case "CANCELLED":
      return "CANCELLED";
    case "FAILED":
      return order.failure && declineOf(order.failure) === "LAPSED" ? "LAPSED" : "DECLINED";
    case "CREATED":
      return "CONFIRMING";
    case "AWAITING_PAYMENT":
      if (order.awaitedSince) return order.method === "CARD" ? "CONFIRMING" : "AWAITED";
      return order.checkoutUrl ? "TO_PAY" : "CONFIRMING";
  }
}

/** Member order is that of the wire: stored answers are byte for byte. */
export function paymentView(coupon: Seen, order: OrderCard) {
  const { method, checkoutEndsAt, payBefore, failure, refund } = order;
  const isOver = order.status === "CANCELLED" || order.status === "PAID";
  return {
    state: paymentState(coupon, order),
    method,
    checkoutEndsAt: order.isOpen ? instant(checkoutEndsAt) : null,
    payBefore: payBefore && instant(payBefore),
    decline: failure === null || isOver ? null : declineOf(failure),
    refund: refund && {
      amount: formatPesos(refund.amount),
      state: refund.state,
      askedAt: instant(refund.askedAt),
      settledAt: refund.settledAt && instant(refund.settledAt),
      accountLast4: refund.accountLast4,
      takesAccount: refund.takesAccount,
    },
  };
}

export type PaymentView = ReturnType<typeof paymentView>;
