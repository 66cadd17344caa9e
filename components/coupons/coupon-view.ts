import type { CouponStatus } from "@/server/coupons/domain/coupon-status";
import type { PaymentView } from "@/server/coupons/domain/payment-view";
import type { Fuel } from "@/server/kernel/fuel";

import type { Tone } from "../ui/status-pill";

/** A coupon as lists and cards show it. */
export type CouponView = {
  readonly id: string;
  readonly status: CouponStatus;
  readonly amount: string;
  readonly balance: string;
  readonly fuelType: Fuel;
  readonly stationId: string | null;
  readonly stationName?: string | null;
  readonly validUntil: string | null;
  readonly shortCode: string | null;
  readonly qrCode?: string | null;
  readonly payment?: PaymentView | null;
};

export const toneOfCoupon: Record<CouponStatus, Tone> = {
  PENDING_PAYMENT: "warn",
  ACTIVE: "ok",
  PARTIALLY_REDEEMED: "accent",
  REDEEMED: "neutral",
  SUSPENDED: "warn",
  EXPIRED: "neutral",
  CANCELLED: "neutral",
  PAYMENT_FAILED: "danger",
};

export const isSpendable = ({ status }: Pick<CouponView, "status">): boolean =>
  status === "ACTIVE" || status === "PARTIALLY_REDEEMED";
