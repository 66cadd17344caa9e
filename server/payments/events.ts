import { z } from "zod";

import { idOf } from "@/server/kernel/schemas";

import { ANOMALIES } from "./domain/standing";

const positive = z.number().int().positive();
const whole = z.number().int().nonnegative();

/** Facts this context publishes; the aggregate is the coupon, so that its history reads in order. */

/** What became of a debt to a buyer; only `SUCCEEDED` moved money, and `FAILED` after it moved it back. */
export const refundSettled = {
  type: "RefundSettled",
  payload: z.object({
    refundId: idOf("refund"),
    couponId: idOf("coupon"),
    userId: idOf("user").optional(),
    amountCentavos: positive,
    state: z.enum(["PENDING", "SUCCEEDED", "FAILED", "BY_HAND", "COVERED"]),
    reason: z.string().nullable(),
  }),
} as const;
export type RefundSettled = z.infer<typeof refundSettled.payload>;

/** A person did something about a debt: the buyer named an account, an admin looked at it, tried again, or paid. */
export const refundHandled = {
  type: "RefundHandled",
  payload: z.object({
    refundId: idOf("refund"),
    couponId: idOf("coupon"),
    payoutId: idOf("payout").nullable(),
    amountCentavos: positive,
    deed: z.enum([
      "ACCOUNT_GIVEN",
      "ACCOUNT_SHOWN",
      "RETRIED",
      "TRANSFER_RECORDED",
      "TRANSFER_CONFIRMED",
      "TRANSFER_REJECTED",
    ]),
    reference: z.string().nullable(),
  }),
} as const;
export type RefundHandled = z.infer<typeof refundHandled.payload>;

/** Something at the payment service does not add up with our books; a person must look. */
export const paymentAnomalyNoticed = {
  type: "PaymentAnomalyNoticed",
  payload: z.object({
    anomalyId: idOf("row"),
    kind: z.enum(ANOMALIES),
    orderId: idOf("order").nullable(),
    receivedCentavos: z.number().int().nullable(),
  }),
} as const;
export type PaymentAnomalyNoticed = z.infer<typeof paymentAnomalyNoticed.payload>;

/** A person looked at a difference and wrote what they found; the words stay with the difference. */
export const paymentAnomalyResolved = {
  type: "PaymentAnomalyResolved",
  payload: z.object({ anomalyId: idOf("row"), kind: z.enum(ANOMALIES) }),
} as const;
export type PaymentAnomalyResolved = z.infer<typeof paymentAnomalyResolved.payload>;

/** One day of our books was held against the payment service's. */
export const dayReconciled = {
  type: "DayReconciled",
  payload: z.object({
    reconciliationId: idOf("row"),
    day: z.iso.date(),
    movements: whole,
    entries: whole,
    matched: whole,
    differences: whole,
    feesCentavos: whole,
  }),
} as const;
export type DayReconciled = z.infer<typeof dayReconciled.payload>;
