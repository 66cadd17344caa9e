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
    /** Whose screen it was, where a manager's PIN was typed there; events of before have none. */
    requestedBy: idOf("user").nullable().default(null),
    fuel: fuelSchema,
    volumeMillilitres: whole,
    pesosCentavos: whole,
    returnedTo: z.enum(["COUPON", "EXPIRED_LIABILITY", "DISPUTES", "REFUNDS_PAYABLE"]),
    redeemedAt: isoInstant,
    voidedAt: isoInstant,
  }),
} as const;
export type RedemptionVoided = z.infer<typeof redemptionVoided.payload>;

/** Somebody showed a code that none of our keys signed, or that no coupon has; the aggregate is that person. */
export const couponCodeRefused = {
  type: "CouponCodeRefused",
  payload: z.object({
    actorId: idOf("user"),
    stationId: idOf("station").nullable(),
    way: z.enum(["QR", "SHORT_CODE"]),
    asked: z.enum(["PREVIEW", "REDEMPTION"]),
  }),
} as const;
export type CouponCodeRefused = z.infer<typeof couponCodeRefused.payload>;

/** One of our keys signed it and no coupon has that id: a key has leaked, or a database was restored. */
export const signedCodeUnknown = {
  type: "SignedCodeWithoutCoupon",
  payload: z.object({
    actorId: idOf("user"),
    couponId: idOf("coupon"),
    stationId: idOf("station").nullable(),
    asked: z.enum(["PREVIEW", "REDEMPTION"]),
  }),
} as const;
export type SignedCodeUnknown = z.infer<typeof signedCodeUnknown.payload>;

/** Somebody looked into what a fraud rule had found; the aggregate is the flag. */
export const fraudFlagReviewed = {
  type: "FraudFlagReviewed",
  payload: z.object({
    flagId: idOf("row"),
    rule: z.string(),
    verdict: z.enum(["DISMISSED", "CONFIRMED"]),
    reviewedBy: idOf("user"),
  }),
} as const;
export type FraudFlagReviewed = z.infer<typeof fraudFlagReviewed.payload>;

/** An attendant began to work at a station without waiting for the first redemption; the aggregate is the shift. */
export const shiftOpened = {
  type: "ShiftOpened",
  payload: z.object({ shiftId: idOf("shift"), attendantId: idOf("user"), stationId: idOf("station") }),
} as const;
export type ShiftOpened = z.infer<typeof shiftOpened.payload>;

/** Closed for ever, with what it came to: voids lower volume and pesos, not the number of redemptions. */
export const shiftClosed = {
  type: "ShiftClosed",
  payload: z.object({
    shiftId: idOf("shift"),
    attendantId: idOf("user"),
    stationId: idOf("station"),
    redemptions: whole,
    voids: whole,
    refusals: whole,
    volumeMillilitres: z.number().int(),
    pesosCentavos: z.number().int(),
  }),
} as const;
export type ShiftClosed = z.infer<typeof shiftClosed.payload>;

/** Somebody began to buy; nothing is paid yet. */
export const orderPlaced = {
  type: "OrderPlaced",
  payload: z.object({
    orderId: idOf("order"),
    couponId: idOf("coupon"),
    userId: idOf("user"),
    stationId: idOf("station").nullable(),
    fuel: fuelSchema,
    amountCentavos: whole,
    method: z.enum(["CARD", "OXXO", "SPEI"]),
  }),
} as const;
export type OrderPlaced = z.infer<typeof orderPlaced.payload>;

/** The order ended without money; the day's limit has its pesos back. */
export const purchaseFailed = {
  type: "PurchaseFailed",
  payload: z.object({
    orderId: idOf("order"),
    couponId: idOf("coupon"),
    userId: idOf("user"),
    amountCentavos: whole,
    outcome: z.enum(["FAILED", "EXPIRED", "CANCELLED"]),
    reason: z.string(),
  }),
} as const;
export type PurchaseFailed = z.infer<typeof purchaseFailed.payload>;

/** The unspent balance became a debt to the buyer. */
export const couponCancelled = {
  type: "CouponCancelled",
  payload: z.object({
    couponId: idOf("coupon"),
    userId: idOf("user"),
    refundId: idOf("refund"),
    amountCentavos: whole,
    reason: z.string(),
  }),
} as const;
export type CouponCancelled = z.infer<typeof couponCancelled.payload>;

/** Another fuel or station before the first redemption; the old code is dead. */
export const couponChanged = {
  type: "CouponChanged",
  payload: z.object({
    couponId: idOf("coupon"),
    userId: idOf("user"),
    fuelBefore: fuelSchema,
    fuelAfter: fuelSchema,
    stationBefore: idOf("station").nullable(),
    stationAfter: idOf("station").nullable(),
    qrVersion: whole,
  }),
} as const;
export type CouponChanged = z.infer<typeof couponChanged.payload>;

/** The owner had the code made anew; the old one is dead. */
export const qrRegenerated = {
  type: "CouponQrRegenerated",
  payload: z.object({ couponId: idOf("coupon"), userId: idOf("user"), qrVersion: whole, regenerations: whole }),
} as const;
export type QrRegenerated = z.infer<typeof qrRegenerated.payload>;

/** The validity ended with money on it; it is still owed, and never income. */
export const couponExpired = {
  type: "CouponExpired",
  payload: z.object({
    couponId: idOf("coupon"),
    userId: idOf("user"),
    amountCentavos: whole,
    expiredAt: isoInstant,
  }),
} as const;
export type CouponExpired = z.infer<typeof couponExpired.payload>;

/** The validity ends soon: once for each of the days before it. */
export const couponExpiring = {
  type: "CouponExpiring",
  payload: z.object({
    couponId: idOf("coupon"),
    userId: idOf("user"),
    amountCentavos: whole,
    daysBefore: z.union([z.literal(14), z.literal(3), z.literal(1)]),
    expiresAt: isoInstant,
  }),
} as const;
export type CouponExpiring = z.infer<typeof couponExpiring.payload>;

/** An admin made an expired coupon spendable again: a new code, a new validity. */
export const couponReissued = {
  type: "CouponReissued",
  payload: z.object({
    couponId: idOf("coupon"),
    userId: idOf("user"),
    amountCentavos: whole,
    reason: z.string(),
    qrVersion: whole,
    expiresAt: isoInstant,
  }),
} as const;
export type CouponReissued = z.infer<typeof couponReissued.payload>;

/** The buyer claims the payment at their bank; what was unspent is frozen. */
export const couponDisputed = {
  type: "CouponDisputed",
  payload: z.object({
    disputeId: idOf("dispute"),
    couponId: idOf("coupon"),
    userId: idOf("user"),
    amountCentavos: whole,
    frozenCentavos: whole,
    statusBefore: z.string(),
    statusAfter: z.string(),
    reason: z.string(),
  }),
} as const;
export type CouponDisputed = z.infer<typeof couponDisputed.payload>;

/** The bank has decided; `returnedCentavos` went back to the coupon or to a debt, `lostCentavos` is what we lost. */
export const couponDisputeClosed = {
  type: "CouponDisputeClosed",
  payload: z.object({
    disputeId: idOf("dispute"),
    couponId: idOf("coupon"),
    userId: idOf("user"),
    outcome: z.enum(["WON", "LOST"]),
    returnedCentavos: whole,
    lostCentavos: whole,
    statusAfter: z.string(),
  }),
} as const;
export type CouponDisputeClosed = z.infer<typeof couponDisputeClosed.payload>;

/** Money came for an order that was over: no coupon, it goes back. */
export const latePaymentReceived = {
  type: "LatePaymentReceived",
  payload: z.object({
    orderId: idOf("order"),
    couponId: idOf("coupon"),
    userId: idOf("user"),
    refundId: idOf("refund"),
    amountCentavos: whole,
  }),
} as const;
export type LatePaymentReceived = z.infer<typeof latePaymentReceived.payload>;
