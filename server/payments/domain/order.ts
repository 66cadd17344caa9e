export const ORDER_STATUSES = ["CREATED", "AWAITING_PAYMENT", "PAID", "FAILED", "EXPIRED", "CANCELLED"] as const;
export type OrderStatus = (typeof ORDER_STATUSES)[number];

export const PAYMENT_METHODS = ["CARD", "OXXO", "SPEI"] as const;
export type PaymentMethod = (typeof PAYMENT_METHODS)[number];
