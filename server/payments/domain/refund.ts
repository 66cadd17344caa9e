import type { Id } from "@/server/kernel/id";
import type { Centavos } from "@/server/kernel/money";
import type { Refusal } from "@/server/kernel/refusal";
import { ok, refuse, type Result } from "@/server/kernel/result";

import type { PaymentMethod } from "./order";

/**
 * `RESERVED`: owed, the payment service not asked yet or its answer unknown. `PENDING`: it works on it. `FAILED`: it
 * refused, or the money came back; the debt stays. `BY_HAND`: it cannot (OXXO); a transfer to the buyer's CLABE settles
 * it. `COVERED`: the bank gave the buyer the money in a dispute that we lost.
 */
export const REFUND_STATES = ["RESERVED", "PENDING", "SUCCEEDED", "FAILED", "BY_HAND", "COVERED"] as const;
export type RefundState = (typeof REFUND_STATES)[number];

/** Why it is owed: given back by the buyer or by an admin, paid too late, or returned to a coupon that was gone. */
export const REFUND_REASONS = ["by_buyer", "by_admin", "late_payment", "void_after_end", "dispute_won"] as const;
export type RefundReason = (typeof REFUND_REASONS)[number];

/** The money that came in for a coupon. */
export type Payment = {
  readonly id: Id<"payment">;
  readonly orderId: Id<"order">;
  readonly couponId: Id<"coupon">;
  readonly userId: Id<"user">;
  readonly intentId: string;
  readonly method: PaymentMethod;
  readonly captured: Centavos;
  readonly capturedAt: Date;
  /** Came when the order was over. */
  readonly isLate: boolean;
};

/** A debt to a buyer; `intentId` and `method` are those of the payment it gives back. */
export type Refund = {
  readonly id: Id<"refund">;
  readonly paymentId: Id<"payment">;
  readonly couponId: Id<"coupon">;
  readonly userId: Id<"user">;
  readonly intentId: string;
  readonly method: PaymentMethod;
  readonly amount: Centavos;
  readonly state: RefundState;
  readonly clabeLast4: string | null;
};

export type NewRefund = {
  readonly id: Id<"refund">;
  readonly paymentId: Id<"payment">;
  readonly couponId: Id<"coupon">;
  readonly amount: Centavos;
  readonly reason: RefundReason;
  /** What an admin wrote. */
  readonly note: string | null;
  /** The redemption whose void owes it. */
  readonly voidOf: Id<"redemption"> | null;
  readonly at: Date;
};

export type RefundChange = {
  readonly state: RefundState;
  readonly stripeRefundId?: string | null;
  readonly failure?: string | null;
  readonly settledAt?: Date | null;
};

/**
 * One try to pay a debt. Through the service: `ASKED` (outcome unknown), `PENDING`, `SUCCEEDED`, `FAILED`, and `RETURNED`
 * when the bank sent it back after success. By a transfer: `PROPOSED` by one admin, then `SUCCEEDED` or `REJECTED` by
 * another.
 */
export type Payout = {
  /** The payment service's idempotency is made from it: a new try has a new id. */
  readonly id: Id<"payout">;
  readonly refundId: Id<"refund">;
  readonly way: "SERVICE" | "TRANSFER";
  readonly state: "ASKED" | "PENDING" | "SUCCEEDED" | "FAILED" | "RETURNED" | "PROPOSED" | "REJECTED";
  readonly stripeRefundId: string | null;
  readonly reference: string | null;
  readonly recordedBy: Id<"user"> | null;
};

/** Cash cannot be sent back through an OXXO counter (domain words, "Coupons"). */
export const isPaidBackByHand = (method: PaymentMethod): boolean => method === "OXXO";

const unpaid: readonly RefundState[] = ["BY_HAND", "FAILED"];

/** Whether only people can move it on now. */
export const awaitsPeople = ({ state }: Pick<Refund, "state">): boolean => unpaid.includes(state);

/** Whether the service may be asked once more for a debt it refused before. */
export const mayRetry = (refund: Pick<Refund, "state" | "method">): boolean =>
  refund.state === "FAILED" && !isPaidBackByHand(refund.method);

/** Whether the buyer may say where to, or say it anew: until somebody has begun the transfer. */
export const takesAccount = (
  refund: Pick<Refund, "state" | "method">,
  live: Pick<Payout, "state"> | undefined,
): boolean =>
  live?.state !== "PROPOSED" &&
  (awaitsPeople(refund) || (refund.state === "RESERVED" && isPaidBackByHand(refund.method)));

const conflict = (path: string, message: string) => refuse({ kind: "STATE_CONFLICT", details: [{ path, message }] });

/** The whole debt, to an account the buyer gave, once nothing else is under way. */
export function decideTransfer(
  refund: Refund,
  live: Payout | undefined,
  amount: Centavos,
): Result<"PROPOSED", Refusal> {
  if (!awaitsPeople(refund)) return conflict("state", refund.state);
  if (live) return conflict("state", live.state);
  if (refund.clabeLast4 === null) return conflict("clabe", "the buyer has not given an account yet");
  if (amount !== refund.amount) return refuse({ kind: "INVALID_AMOUNT" });
  return ok("PROPOSED");
}

/** A second person stands for the transfer, never the one who made it (domain words, "Roles": two approvers). */
export function decideSecondLook(live: Payout | undefined, by: Id<"user">): Result<Payout, Refusal> {
  if (live?.state !== "PROPOSED") return conflict("state", live?.state ?? "NONE");
  if (live.recordedBy === by) return refuse({ kind: "ACCESS_DENIED" });
  return ok(live);
}
