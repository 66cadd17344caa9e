import { z } from "zod";

import { DECLINES, PAYMENT_STATES, REFUND_STATES } from "@/server/coupons/domain/payment-view";
import { holdsCardNumber, WAYS_TO_PAY } from "@/server/coupons/domain/purchase";
import { parseClabe } from "@/server/kernel/clabe";
import { fuelSchema, idOf, instantSchema, pageInput, pesosSchema } from "@/server/kernel/schemas";

import { couponStatusSchema as couponStatus } from "./coupon-status";

const paymentMethod = z.enum(WAYS_TO_PAY).meta({ id: "PaymentMethod" });

const withoutCard = { error: "card numbers are never accepted" };

/** Amount, fuel and place; the price is the server's business, the card the payment service's. */
export const purchaseInput = z
  .strictObject({
    amount: pesosSchema,
    fuelType: fuelSchema,
    stationId: idOf("station").optional(),
    paymentMethod: paymentMethod.optional(),
    paymentMethodId: z
      .string()
      .max(255)
      .refine((text) => !holdsCardNumber(text), withoutCard)
      .regex(/^pm_[A-Za-z0-9_]+$/, { error: "must be a payment method of the payment service" })
      .optional(),
    returnUrl: z
      .string()
      .min(1)
      .max(1_000)
      .refine((text) => !holdsCardNumber(text), withoutCard)
      .optional(),
  })
  .refine((input) => input.paymentMethodId === undefined || (input.paymentMethod ?? "CARD") === "CARD", {
    error: "only a card can be confirmed in the call",
    path: ["paymentMethod"],
  });

export const couponKey = z.strictObject({ id: idOf("coupon") });

const paymentOutput = z
  .strictObject({
    state: z.enum(PAYMENT_STATES),
    method: paymentMethod,
    checkoutEndsAt: instantSchema.nullable(),
    payBefore: instantSchema.nullable(),
    /** Why it failed; while it is open, why the last try was refused. */
    decline: z.enum(DECLINES).nullable(),
    refund: z
      .strictObject({
        amount: pesosSchema,
        state: z.enum(REFUND_STATES),
        askedAt: instantSchema,
        settledAt: instantSchema.nullable(),
        /** Last digits of the account for a transfer, where the buyer gave one. */
        accountLast4: z.string().nullable(),
        /** Whether the buyer may say now where a transfer goes. */
        takesAccount: z.boolean(),
      })
      .nullable(),
  })
  .meta({ id: "Payment" });

export const couponOutput = z
  .strictObject({
    id: idOf("coupon"),
    status: couponStatus,
    amount: pesosSchema,
    balance: pesosSchema,
    fuelType: fuelSchema,
    stationId: idOf("station").nullable(),
    validUntil: instantSchema.nullable(),
    checkoutUrl: z.string().nullable(),
    qrCode: z.string().nullable(),
    shortCode: z.string().nullable(),
    stationName: z.string().nullable(),
    paymentMethod: paymentMethod.nullable(),
    qrRegenerationsLeft: z.number().int(),
    refundableUntil: instantSchema.nullable(),
    createdAt: instantSchema,
    activatedAt: instantSchema.nullable(),
    /** Pesos ever redeemed; a void does not lower it. */
    redeemed: pesosSchema,
    /** Null where a prize paid for it. */
    payment: paymentOutput.nullable(),
  })
  .meta({ id: "Coupon" });

export const couponsInput = z.strictObject({
  ...pageInput,
  status: couponStatus.optional(),
});

export const couponsOutput = z.strictObject({
  coupons: z.array(couponOutput),
  nextCursor: z.string().nullable(),
});

/** Where a transfer of what is owed goes: 18 digits, the last one checked; spaces do not matter. */
export const refundAccountInput = z.strictObject({
  id: idOf("coupon"),
  clabe: z
    .string()
    .max(40)
    .transform((text, check) => {
      const clabe = parseClabe(text);
      if (clabe !== undefined) return clabe;
      check.addIssue({ code: "custom", message: "not a CLABE" });
      return z.NEVER;
    }),
});
export const refundAccountOutput = z.strictObject({ accountLast4: z.string() });

/** `stationId: null` makes it a coupon for the whole network. */
export const changeInput = z
  .strictObject({
    id: idOf("coupon"),
    fuelType: fuelSchema.optional(),
    stationId: idOf("station").nullable().optional(),
  })
  .refine((input) => input.fuelType !== undefined || input.stationId !== undefined, {
    error: "nothing to change",
    path: ["fuelType"],
  });
