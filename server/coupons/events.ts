import { z } from "zod";

import { fuelSchema, idOf } from "@/server/kernel/schemas";

const isoInstant = z.iso.datetime();
const whole = z.number().int().nonnegative();

/** Facts this context publishes. Ids, numbers and words only; the aggregate is always the coupon. */

/** The coupon became spendable: paid, or granted by a prize. */
export const couponPurchased = {
  type: "CouponPurchased",
  payload: z.object({
    couponId: idOf("coupon"),
    userId: idOf("user"),
    orderId: idOf("order").nullable(),
    stationId: idOf("station").nullable(),
    fuel: fuelSchema,
    faceCentavos: whole,
    paidByPrize: z.boolean(),
    activatedAt: isoInstant,
    expiresAt: isoInstant,
  }),
} as const;
export type CouponPurchased = z.infer<typeof couponPurchased.payload>;

/** `ticketsEarned` is the number of rule `ticketRule` before any cap; `redeemed…` is the coupon's running sum. */
export const couponRedeemed = {
  type: "CouponRedeemed",
  payload: z.object({
    redemptionId: idOf("redemption"),
    couponId: idOf("coupon"),
    userId: idOf("user"),
    stationId: idOf("station"),
    attendantId: idOf("user"),
    fuel: fuelSchema,
    volumeMillilitres: whole,
    pesosCentavos: whole,
    priceTenthMilli: whole,
    redeemedBeforeCentavos: whole,
    redeemedAfterCentavos: whole,
    ticketsEarned: whole,
    ticketRule: z.literal(1),
    redeemedAt: isoInstant,
    paidByPrize: z.boolean(),
  }),
} as const;
export type CouponRedeemed = z.infer<typeof couponRedeemed.payload>;

export const redemptionVoided = {
  type: "RedemptionVoided",
  payload: z.object({
    redemptionId: idOf("redemption"),
    couponId: idOf("coupon"),
    userId: idOf("user"),
    stationId: idOf("station"),
    attendantId: idOf("user"),
    voidedBy: idOf("user"),
    fuel: fuelSchema,
    volumeMillilitres: whole,
    pesosCentavos: whole,
    returnedTo: z.enum(["COUPON", "EXPIRED_LIABILITY", "DISPUTES", "REFUNDS_PAYABLE"]),
    redeemedAt: isoInstant,
    voidedAt: isoInstant,
  }),
} as const;
export type RedemptionVoided = z.infer<typeof redemptionVoided.payload>;
