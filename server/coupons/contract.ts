import "server-only";
export { confirmPayment, type ConfirmCtx, type Confirmed } from "./commands/confirm-payment";
export { issuePrizeCoupon, type PrizeCouponUnit, type PrizePayer } from "./commands/issue-prize-coupon";
export type { PurchaseUnit } from "./ports";
export { type RedemptionBehind, redemptionBehindOf } from "./queries/redemption-behind";
export { settleDispute } from "./commands/settle-dispute";
export { redemptionOfCustomer } from "./queries/redemption-of-customer";
