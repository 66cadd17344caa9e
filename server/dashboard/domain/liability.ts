/** Accounts whose credit is owed to whoever bought. */
export const LIABILITIES = ["COUPON", "EXPIRED_LIABILITY", "DISPUTES", "REFUNDS_PAYABLE"] as const;
export type Liability = (typeof LIABILITIES)[number];

/** One settlement view covers at most this many days. */
export const SETTLEMENT_DAYS = 31;
