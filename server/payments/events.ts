import { z } from "zod";

import { idOf } from "@/server/kernel/schemas";

/** Facts this context publishes; the aggregate is the coupon, so that its history reads in order. */

/** What became of a debt to a buyer; only `SUCCEEDED` moved money. */
export const refundSettled = {
  type: "RefundSettled",
  payload: z.object({
    refundId: idOf("refund"),
    couponId: idOf("coupon"),
    amountCentavos: z.number().int().positive(),
    state: z.enum(["PENDING", "SUCCEEDED", "FAILED", "BY_HAND"]),
    reason: z.string().nullable(),
  }),
} as const;
export type RefundSettled = z.infer<typeof refundSettled.payload>;

/** Something at the payment service does not add up with our books; a person must look. */
export const paymentAnomalyNoticed = {
  type: "PaymentAnomalyNoticed",
  payload: z.object({
    anomalyId: idOf("row"),
    kind: z.enum(["WRONG_AMOUNT", "WRONG_CURRENCY", "WRONG_MODE", "PAID_AFTER_CLOSE", "UNKNOWN_ORDER"]),
    orderId: idOf("order").nullable(),
    receivedCentavos: z.number().int().nonnegative().nullable(),
  }),
} as const;
export type PaymentAnomalyNoticed = z.infer<typeof paymentAnomalyNoticed.payload>;
