import "server-only";
export { confirmPayment, type ConfirmCtx, type Confirmed } from "./commands/confirm-payment";
export type { PurchaseUnit } from "./ports";
export { redemptionIsOf as isRedemptionOf } from "./queries/redemptions";
export { settleDispute } from "./commands/settle-dispute";
export { redemptionOfCustomer } from "./queries/redemption-of-customer";
