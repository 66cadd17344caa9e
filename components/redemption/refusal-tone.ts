import type { RefusalKind } from "@/server/kernel/refusal";

/** Amber: this customer can still be served after a change here. Red is for everything else: this coupon, not now. */
const AMBER: ReadonlySet<RefusalKind> = new Set([
  "INSUFFICIENT_BALANCE",
  "INVALID_AMOUNT",
  "VALIDATION_ERROR",
  "WRONG_FUEL",
  "WRONG_PUMP",
  "SELF_REDEMPTION",
  "PRICE_UNAVAILABLE",
  "QR_SUPERSEDED",
  "OPERATION_MISMATCH",
  "STATE_CONFLICT",
  "RATE_LIMITED",
  "UNAUTHORIZED",
  "UNAVAILABLE",
  "INTERNAL",
]);

export const toneOfRefusal = (kind: RefusalKind): "warn" | "danger" => (AMBER.has(kind) ? "warn" : "danger");
