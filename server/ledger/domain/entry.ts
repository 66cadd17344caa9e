import type { Id } from "@/server/kernel/id";
import type { Centavos } from "@/server/kernel/money";

export const ACCOUNTS = [
  "STRIPE_CLEARING",
  "COUPON",
  "STATION_PAYABLE",
  "STATION_CLEARING",
  "REFUNDS_PAYABLE",
  "EXPIRED_LIABILITY",
  "DISPUTES",
  "FEES",
  "PRIZE_FUND",
  "ADJUSTMENT",
] as const;
export type Account = (typeof ACCOUNTS)[number];

export const MOVEMENTS = [
  "CAPTURE",
  "PRIZE_CREDIT",
  "REDEEM",
  "VOID",
  "REFUND",
  "REFUND_PAID",
  "EXPIRE",
  "REINSTATE",
  "DISPUTE",
  "DISPUTE_WON",
  "DISPUTE_LOST",
  "CLEARING",
  "FEE",
  "ADJUSTMENT",
] as const;
export type Movement = (typeof MOVEMENTS)[number];

/** One posting: the amount leaves `debit`'s counterpart and stands to the credit of `credit`. `ref` names what caused it. */
export type Entry = {
  readonly code: Movement;
  readonly debit: Account;
  readonly credit: Account;
  readonly amount: Centavos;
  readonly ref: string;
  readonly couponId?: Id<"coupon">;
  readonly stationId?: Id<"station">;
};

type CouponMoney = { couponId: Id<"coupon">; amount: Centavos };

export const captureEntry = (m: CouponMoney): Entry => ({
  code: "CAPTURE",
  debit: "STRIPE_CLEARING",
  credit: "COUPON",
  amount: m.amount,
  ref: m.couponId,
  couponId: m.couponId,
});

export const redeemEntry = (m: CouponMoney & { redemptionId: Id<"redemption">; stationId: Id<"station"> }): Entry => ({
  code: "REDEEM",
  debit: "COUPON",
  credit: "STATION_PAYABLE",
  amount: m.amount,
  ref: m.redemptionId,
  couponId: m.couponId,
  stationId: m.stationId,
});

/** A void gives the money back to where the coupon's money is now (domain words, "Coupons"). */
export const voidEntry = (
  m: CouponMoney & { redemptionId: Id<"redemption">; stationId: Id<"station">; returnedTo: Account },
): Entry => ({
  code: "VOID",
  debit: "STATION_PAYABLE",
  credit: m.returnedTo,
  amount: m.amount,
  ref: m.redemptionId,
  couponId: m.couponId,
  stationId: m.stationId,
});

export const refundEntry = (m: CouponMoney & { refundId: Id<"refund"> }): Entry => ({
  code: "REFUND",
  debit: "COUPON",
  credit: "REFUNDS_PAYABLE",
  amount: m.amount,
  ref: m.refundId,
  couponId: m.couponId,
});

export const refundPaidEntry = (m: CouponMoney & { refundId: Id<"refund"> }): Entry => ({
  code: "REFUND_PAID",
  debit: "REFUNDS_PAYABLE",
  credit: "STRIPE_CLEARING",
  amount: m.amount,
  ref: m.refundId,
  couponId: m.couponId,
});

export const expireEntry = (m: CouponMoney): Entry => ({
  code: "EXPIRE",
  debit: "COUPON",
  credit: "EXPIRED_LIABILITY",
  amount: m.amount,
  ref: m.couponId,
  couponId: m.couponId,
});
