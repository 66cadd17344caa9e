/** Every refusal code of the product and its HTTP status: one vocabulary from the database to the screen (docs: domain words). */
export const statusOf = {
  VALIDATION_ERROR: 400,
  INVALID_AMOUNT: 400,
  INVALID_QR_CODE: 400,
  WEAK_PASSWORD: 400,
  UNAUTHORIZED: 401,
  MFA_REQUIRED: 401,
  PAYMENT_DECLINED: 402,
  ACCESS_DENIED: 403,
  WRONG_STATION: 403,
  SELF_REDEMPTION: 403,
  VERIFICATION_REQUIRED: 403,
  STEP_UP_REQUIRED: 403,
  NOT_FOUND: 404,
  METHOD_NOT_ALLOWED: 405,
  QR_SUPERSEDED: 409,
  COUPON_ALREADY_REDEEMED: 409,
  COUPON_NOT_ACTIVE: 409,
  INSUFFICIENT_BALANCE: 409,
  WRONG_FUEL: 409,
  WRONG_PUMP: 409,
  STATION_CLOSED: 409,
  PRICE_UNAVAILABLE: 409,
  OPERATION_MISMATCH: 409,
  STATE_CONFLICT: 409,
  COUPON_EXPIRED: 410,
  PAYLOAD_TOO_LARGE: 413,
  DAILY_LIMIT_EXCEEDED: 429,
  RATE_LIMITED: 429,
  INTERNAL: 500,
  UNAVAILABLE: 503,
} as const;

export type RefusalKind = keyof typeof statusOf;

export type RefusalDetail = { path: string; message: string };

/** `details` is shown to the caller; it never holds contact data, codes or tokens. */
export type Refusal = {
  readonly kind: RefusalKind;
  readonly details?: readonly RefusalDetail[];
  readonly retryAfterSeconds?: number;
};

export const isRefusalKind = (text: string): text is RefusalKind => Object.hasOwn(statusOf, text);
