import type { Id } from "@/server/kernel/id";

import type { Finding } from "./fraud-rule";

/** Our own signature over a coupon we never sold: a key has leaked, or a database was restored. Nothing weighs more. */
export const signedWithoutCoupon = ({ couponId }: { readonly couponId: Id<"coupon"> }): Finding => ({
  rule: "SIGNED_CODE_WITHOUT_COUPON",
  matter: couponId,
  score: 100,
  evidence: {},
});
