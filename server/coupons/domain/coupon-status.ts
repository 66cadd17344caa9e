export const COUPON_STATUSES = [
  "PENDING_PAYMENT",
  "ACTIVE",
  "PARTIALLY_REDEEMED",
  "REDEEMED",
  "SUSPENDED",
  "EXPIRED",
  "CANCELLED",
  "PAYMENT_FAILED",
] as const;
export type CouponStatus = (typeof COUPON_STATUSES)[number];

const from = {
  activate: ["PENDING_PAYMENT"],
  redeem: ["ACTIVE", "PARTIALLY_REDEEMED"],
  change: ["ACTIVE"],
  regenerateQr: ["ACTIVE", "PARTIALLY_REDEEMED"],
  cancel: ["PENDING_PAYMENT", "ACTIVE", "PARTIALLY_REDEEMED", "EXPIRED"],
  refund: ["ACTIVE", "PARTIALLY_REDEEMED", "EXPIRED"],
  expire: ["ACTIVE", "PARTIALLY_REDEEMED"],
  suspend: ["ACTIVE", "PARTIALLY_REDEEMED"],
} as const satisfies Record<string, readonly CouponStatus[]>;

export type CouponAction = keyof typeof from;

/** What a status allows; the button, the command and the admin filter read the same table (domain words, "Coupons"). */
export const can = (action: CouponAction, coupon: { status: CouponStatus }): boolean =>
  (from[action] as readonly CouponStatus[]).includes(coupon.status);
