import type { Id } from "@/server/kernel/id";
import { type Centavos, centavos } from "@/server/kernel/money";

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
  "DISPUTE_LOSS",
  "BANK",
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
  "LATE_CAPTURE",
  "REFUND_RETURNED",
  "DISPUTE_WITHDRAWN",
  "DISPUTE_RETURNED",
  "CLEARING_BACK",
] as const;
export type Movement = (typeof MOVEMENTS)[number];

/**
 * One posting: the amount leaves `debit`'s counterpart and stands to the credit of `credit`. `ref` names what caused it;
 * `fromStationId` is the debit's station where the two sides are two stations.
 */
export type Entry = {
  readonly code: Movement;
  readonly debit: Account;
  readonly credit: Account;
  readonly amount: Centavos;
  readonly ref: string;
  readonly couponId?: Id<"coupon">;
  readonly stationId?: Id<"station">;
  readonly fromStationId?: Id<"station">;
};

type CouponMoney = { couponId: Id<"coupon">; amount: Centavos };
type AtStation = CouponMoney & { redemptionId: Id<"redemption">; stationId: Id<"station"> };

export const captureEntry = (m: CouponMoney): Entry => ({
  code: "CAPTURE",
  debit: "STRIPE_CLEARING",
  credit: "COUPON",
  amount: m.amount,
  ref: m.couponId,
  couponId: m.couponId,
});

/** A prize of fuel is a coupon that the fund pays. */
export const prizeEntry = (m: CouponMoney): Entry => ({
  code: "PRIZE_CREDIT",
  debit: "PRIZE_FUND",
  credit: "COUPON",
  amount: m.amount,
  ref: m.couponId,
  couponId: m.couponId,
});

export const redeemEntry = (m: AtStation): Entry => ({
  code: "REDEEM",
  debit: "COUPON",
  credit: "STATION_PAYABLE",
  amount: m.amount,
  ref: m.redemptionId,
  couponId: m.couponId,
  stationId: m.stationId,
});

/** A void gives the money back to where the coupon's money is now (domain words, "Coupons"). */
export const voidEntry = (m: AtStation & { returnedTo: Account }): Entry => ({
  code: "VOID",
  debit: "STATION_PAYABLE",
  credit: m.returnedTo,
  amount: m.amount,
  ref: m.redemptionId,
  couponId: m.couponId,
  stationId: m.stationId,
});

/** What the station that sold a coupon has to clear with the one that dispensed from it; a void turns it round. */
export const clearingEntry = (m: AtStation & { soldAt: Id<"station"> }): Entry => ({
  code: "CLEARING",
  debit: "STATION_CLEARING",
  credit: "STATION_CLEARING",
  amount: m.amount,
  ref: m.redemptionId,
  couponId: m.couponId,
  stationId: m.stationId,
  fromStationId: m.soldAt,
});

export const clearingBackEntry = (m: AtStation & { soldAt: Id<"station"> }): Entry => ({
  ...clearingEntry(m),
  code: "CLEARING_BACK",
  stationId: m.soldAt,
  fromStationId: m.stationId,
});

/** Breakage: still owed to whoever bought it, never income (domain words, "Coupons"). `ref` is this one expiry. */
export const expireEntry = (m: CouponMoney & { ref: string }): Entry => ({
  code: "EXPIRE",
  debit: "COUPON",
  credit: "EXPIRED_LIABILITY",
  amount: m.amount,
  ref: m.ref,
  couponId: m.couponId,
});

export const reinstateEntry = (m: CouponMoney & { ref: string }): Entry => ({
  code: "REINSTATE",
  debit: "EXPIRED_LIABILITY",
  credit: "COUPON",
  amount: m.amount,
  ref: m.ref,
  couponId: m.couponId,
});

/** What the payment service kept for a movement of its own, or gave back of it (negative). */
export const feeEntry = ({ fee, ref }: { fee: number; ref: string }): Entry => ({
  code: "FEE",
  debit: fee > 0 ? "FEES" : "STRIPE_CLEARING",
  credit: fee > 0 ? "STRIPE_CLEARING" : "FEES",
  amount: centavos(Math.abs(fee)),
  ref,
});
