import { z } from "zod";

import { fuelSchema, idOf, instantSchema, pageInput, pesosSchema, textOf } from "@/server/kernel/schemas";

import { couponStatusSchema } from "./coupon-status";
import { redemptionRow } from "./redemption";

/** Columns the list can be sorted by; a dash in front turns the order round. */
export const COUPON_SORTS = ["createdAt", "-createdAt", "balance", "-balance"] as const;

export const allCouponsInput = z.strictObject({
  status: couponStatusSchema.optional(),
  fuelType: fuelSchema.optional(),
  /** A coupon's id or how it begins, or the reference of a redemption. Never a code. */
  q: z
    .string()
    .regex(/^[0-9A-Za-z-]{8,36}$/)
    .optional(),
  sort: z.enum(COUPON_SORTS).default("-createdAt"),
  limit: pageInput.limit,
  cursor: idOf("coupon").optional(),
});
export type AllCouponsInput = z.infer<typeof allCouponsInput>;

/** A coupon as those see it who look after all of them: no code, no short code. */
const inspected = {
  id: idOf("coupon"),
  status: couponStatusSchema,
  fuelType: fuelSchema,
  amount: pesosSchema,
  balance: pesosSchema,
  stationId: idOf("station").nullable(),
  stationName: z.string().nullable(),
  ownerId: idOf("user"),
  ownerName: z.string(),
  isPrize: z.boolean(),
  validUntil: instantSchema.nullable(),
  activatedAt: instantSchema.nullable(),
  createdAt: instantSchema,
};

export const allCouponsOutput = z.strictObject({
  coupons: z.array(z.strictObject(inspected)),
  /** Over everything that matches, not only this page. */
  totals: z.strictObject({ coupons: z.number().int(), amount: pesosSchema, balance: pesosSchema }),
  nextCursor: z.string().nullable(),
});

export const inspectedCoupon = z.strictObject({
  ...inspected,
  redeemed: pesosSchema,
  codeRegenerations: z.number().int(),
  redemptions: z.array(redemptionRow),
});

/** What an admin decides about somebody's money says why. */
export const withReason = z.strictObject({ id: idOf("coupon"), reason: textOf(5, 300) });
