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

/**
 * Where each status may lead, and nowhere else (domain words, "Coupons"); the database refuses the rest as well. A coupon
 * that was used before its expiry comes back from it as what its balance says: `PARTIALLY_REDEEMED`.
 */
export const couponTransitions = {
  PENDING_PAYMENT: ["ACTIVE", "PAYMENT_FAILED", "CANCELLED"],
  ACTIVE: ["PARTIALLY_REDEEMED", "REDEEMED", "EXPIRED", "CANCELLED", "SUSPENDED"],
  PARTIALLY_REDEEMED: ["REDEEMED", "EXPIRED", "CANCELLED", "SUSPENDED", "ACTIVE"],
  SUSPENDED: ["ACTIVE", "PARTIALLY_REDEEMED", "CANCELLED"],
  REDEEMED: ["PARTIALLY_REDEEMED", "ACTIVE"],
  EXPIRED: ["CANCELLED", "ACTIVE", "PARTIALLY_REDEEMED"],
  CANCELLED: [],
  PAYMENT_FAILED: [],
} as const satisfies Record<CouponStatus, readonly CouponStatus[]>;

export const mayBecome = (from: CouponStatus, to: CouponStatus): boolean =>
  (couponTransitions[from] as readonly CouponStatus[]).includes(to);

const from = {
  activate: ["PENDING_PAYMENT"],
  redeem: ["ACTIVE", "PARTIALLY_REDEEMED"],
  change: ["ACTIVE"],
  regenerateQr: ["ACTIVE", "PARTIALLY_REDEEMED"],
  cancel: ["PENDING_PAYMENT", "ACTIVE", "PARTIALLY_REDEEMED"],
  refund: ["ACTIVE", "PARTIALLY_REDEEMED", "EXPIRED"],
  expire: ["ACTIVE", "PARTIALLY_REDEEMED"],
  suspend: ["ACTIVE", "PARTIALLY_REDEEMED"],
  thaw: ["SUSPENDED"],
  reissue: ["EXPIRED"],
} as const satisfies Record<string, readonly CouponStatus[]>;

export type CouponAction = keyof typeof from;

/** What a status allows; the button, the command and the admin filter read the same table (domain words, "Coupons"). */
export const can = (action: CouponAction, coupon: { status: CouponStatus }): boolean =>
  (from[action] as readonly CouponStatus[]).includes(coupon.status);
