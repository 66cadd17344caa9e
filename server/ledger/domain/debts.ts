import type { Id } from "@/server/kernel/id";
import type { Centavos } from "@/server/kernel/money";

import type { Entry } from "./entry";

type Debt = { couponId: Id<"coupon">; amount: Centavos; refundId: Id<"refund"> };
type Payout = { couponId: Id<"coupon">; amount: Centavos; payoutId: Id<"payout"> };

/** The unspent part becomes a debt to the buyer: from the coupon, or from where its expiry put it. */
export const refundEntry = (m: Debt & { from: "COUPON" | "EXPIRED_LIABILITY" }): Entry => ({
  code: "REFUND",
  debit: m.from,
  credit: "REFUNDS_PAYABLE",
  amount: m.amount,
  ref: m.refundId,
  couponId: m.couponId,
});

/** Money for an order that was over when it came: a debt from the first instant. */
export const lateCaptureEntry = (m: Debt): Entry => ({
  code: "LATE_CAPTURE",
  debit: "STRIPE_CLEARING",
  credit: "REFUNDS_PAYABLE",
  amount: m.amount,
  ref: m.refundId,
  couponId: m.couponId,
});

/** Paid through the payment service, or from our own bank account by hand. */
export const refundPaidEntry = (m: Payout & { from: "STRIPE_CLEARING" | "BANK" }): Entry => ({
  code: "REFUND_PAID",
  debit: "REFUNDS_PAYABLE",
  credit: m.from,
  amount: m.amount,
  ref: m.payoutId,
  couponId: m.couponId,
});

/** The bank sent a refund back days later: the debt stands again. */
export const refundReturnedEntry = (m: Payout): Entry => ({
  code: "REFUND_RETURNED",
  debit: "STRIPE_CLEARING",
  credit: "REFUNDS_PAYABLE",
  amount: m.amount,
  ref: m.payoutId,
  couponId: m.couponId,
});

type Disputed = { couponId: Id<"coupon">; amount: Centavos; disputeId: Id<"dispute"> };

/** What is unspent, out of the buyer's hands while the bank decides. */
export const disputeEntry = (m: Disputed): Entry => ({
  code: "DISPUTE",
  debit: "COUPON",
  credit: "DISPUTES",
  amount: m.amount,
  ref: m.disputeId,
  couponId: m.couponId,
});

/**
 * What the bank took: a loss until it comes back. Less what is frozen, and given up when the dispute is lost, the loss is
 * what was redeemed.
 */
export const disputeWithdrawnEntry = (m: Disputed): Entry => ({
  code: "DISPUTE_WITHDRAWN",
  debit: "DISPUTE_LOSS",
  credit: "STRIPE_CLEARING",
  amount: m.amount,
  ref: m.disputeId,
  couponId: m.couponId,
});

export const disputeReturnedEntry = (m: Disputed): Entry => ({
  code: "DISPUTE_RETURNED",
  debit: "STRIPE_CLEARING",
  credit: "DISPUTE_LOSS",
  amount: m.amount,
  ref: m.disputeId,
  couponId: m.couponId,
});

/** Won: back on the coupon, or owed to the buyer where the coupon was given back meanwhile. `ref` names the dispute or the refund. */
export const disputeWonEntry = (
  m: Omit<Disputed, "disputeId"> & { to: "COUPON" | "REFUNDS_PAYABLE"; ref: string },
): Entry => ({
  code: "DISPUTE_WON",
  debit: "DISPUTES",
  credit: m.to,
  amount: m.amount,
  ref: m.ref,
  couponId: m.couponId,
});

/** Lost: the bank has given the buyer this money; nothing of it is owed any more. `ref` names what gave it up. */
export const disputeLostEntry = (
  m: Omit<Disputed, "disputeId"> & { from: "DISPUTES" | "EXPIRED_LIABILITY" | "REFUNDS_PAYABLE"; ref: string },
): Entry => ({
  code: "DISPUTE_LOST",
  debit: m.from,
  credit: "DISPUTE_LOSS",
  amount: m.amount,
  ref: m.ref,
  couponId: m.couponId,
});
