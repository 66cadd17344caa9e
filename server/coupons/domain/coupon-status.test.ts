import { expect, test } from "vitest";

import { can, COUPON_STATUSES, type CouponAction, mayBecome } from "./coupon-status";

/** The table of the domain words, written once more by hand. */
const allowed = [
  "PENDING_PAYMENT > ACTIVE",
  "PENDING_PAYMENT > PAYMENT_FAILED",
  "PENDING_PAYMENT > CANCELLED",
  "ACTIVE > PARTIALLY_REDEEMED",
  "ACTIVE > REDEEMED",
  "ACTIVE > EXPIRED",
  "ACTIVE > CANCELLED",
  "ACTIVE > SUSPENDED",
  "PARTIALLY_REDEEMED > REDEEMED",
  "PARTIALLY_REDEEMED > EXPIRED",
  "PARTIALLY_REDEEMED > CANCELLED",
  "PARTIALLY_REDEEMED > SUSPENDED",
  "PARTIALLY_REDEEMED > ACTIVE",
  "SUSPENDED > ACTIVE",
  "SUSPENDED > PARTIALLY_REDEEMED",
  "SUSPENDED > CANCELLED",
  "REDEEMED > PARTIALLY_REDEEMED",
  "REDEEMED > ACTIVE",
  "EXPIRED > CANCELLED",
  "EXPIRED > ACTIVE",
  // Reissued with part of it used before: active again, and what its balance says.
  "EXPIRED > PARTIALLY_REDEEMED",
];

test("given any two statuses, one leads to the other exactly where the table says so", () => {
  const found = COUPON_STATUSES.flatMap((from) =>
    COUPON_STATUSES.filter((to) => mayBecome(from, to)).map((to) => `${from} > ${to}`),
  );
  expect(found.toSorted()).toEqual(allowed.toSorted());
});

test("given any status, each action is possible exactly where it should be", () => {
  const actions: Record<CouponAction, string> = {
    activate: "PENDING_PAYMENT",
    redeem: "ACTIVE PARTIALLY_REDEEMED",
    change: "ACTIVE",
    regenerateQr: "ACTIVE PARTIALLY_REDEEMED",
    cancel: "PENDING_PAYMENT ACTIVE PARTIALLY_REDEEMED",
    refund: "ACTIVE PARTIALLY_REDEEMED EXPIRED",
    expire: "ACTIVE PARTIALLY_REDEEMED",
    suspend: "ACTIVE PARTIALLY_REDEEMED",
    thaw: "SUSPENDED",
    reissue: "EXPIRED",
  };
  for (const [action, where] of Object.entries(actions)) {
    const found = COUPON_STATUSES.filter((status) => can(action as CouponAction, { status }));
    expect(found.join(" "), action).toBe(where);
  }
});
