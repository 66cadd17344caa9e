import type { Id } from "@/server/kernel/id";
import { formatPesos } from "@/server/kernel/money";
import { instant } from "@/server/kernel/time";

import type { CouponStatus } from "./coupon-status";
import type { NewVoid } from "./redemption-record";

/** The answer to a void, member by member in the order it is sent. */
export type VoidReceipt = {
  readonly id: Id<"redemption">;
  readonly couponId: Id<"coupon">;
  readonly status: "VOIDED";
  readonly voidedAt: string;
  readonly totalCost: string;
  readonly balance: string;
  readonly couponStatus: CouponStatus;
  readonly returnedTo: NewVoid["returnedTo"];
};

export const voidReceiptOf = ({ target, at, returnedTo, balanceAfter, statusAfter }: NewVoid): VoidReceipt => ({
  id: target.redemption.id,
  couponId: target.coupon.id,
  status: "VOIDED",
  voidedAt: instant(at),
  totalCost: formatPesos(target.redemption.cost),
  balance: formatPesos(balanceAfter),
  couponStatus: statusAfter,
  returnedTo,
});
