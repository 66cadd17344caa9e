import type { Id } from "@/server/kernel/id";
import type { Centavos } from "@/server/kernel/money";

import type { NewRefund, Payment, Payout, Refund, RefundChange } from "../domain/refund";

export type NewPayout = Omit<Payout, "stripeRefundId"> & { readonly amount: Centavos; readonly at: Date };

export type PayoutChange = {
  readonly state: Payout["state"];
  readonly stripeRefundId?: string;
  readonly failure?: string | null;
  readonly confirmedBy?: Id<"user">;
  readonly settledAt?: Date;
};

export type RefundStore = {
  paymentOf(couponId: Id<"coupon">): Promise<Payment | undefined>;
  paymentByIntent(intentId: string): Promise<Payment | undefined>;
  reserve(refund: NewRefund): Promise<void>;
  lock(id: Id<"refund">): Promise<Refund | undefined>;
  /** Locks every debt of the coupon that nobody has paid. */
  unpaidOf(couponId: Id<"coupon">): Promise<readonly Refund[]>;
  change(id: Id<"refund">, change: RefundChange): Promise<void>;
  keepAccount(id: Id<"refund">, account: { sealed: string; last4: string }): Promise<void>;
  sealedAccount(id: Id<"refund">): Promise<string | undefined>;
  /** The try that is under way or has paid; at most one a debt. */
  livePayout(refundId: Id<"refund">): Promise<Payout | undefined>;
  payout(id: Id<"payout">): Promise<Payout | undefined>;
  beginPayout(payout: NewPayout): Promise<void>;
  changePayout(id: Id<"payout">, change: PayoutChange): Promise<void>;
};
