import { z } from "zod";

import {
  fuelSchema,
  idOf,
  instantSchema,
  latitudeSchema,
  litresSchema,
  longitudeSchema,
  pageInput,
  pesosSchema,
  priceSchema,
  textOf,
} from "@/server/kernel/schemas";

import { couponStatusSchema as couponStatus } from "./coupon-status";

const qrCode = z.string().min(1).max(200);
const shortCode = z.string().min(1).max(40);

const dispensing = {
  stationId: idOf("station"),
  pumpNumber: z.number().int().min(1).max(99),
  /** Exactly one of litres and pesos. */
  fuelAmount: litresSchema.optional(),
  amount: pesosSchema.optional(),
  /** The hose in hand, if the screen asks: another fuel than the coupon's is refused. */
  fuelType: fuelSchema.optional(),
  location: z.strictObject({ latitude: latitudeSchema, longitude: longitudeSchema }).optional(),
};

const isOne = (a: unknown, b: unknown): boolean => (a === undefined) !== (b === undefined);
const oneAmount = { error: "exactly one of fuelAmount and amount", path: ["amount"] };

export const redeemInput = z
  .strictObject({ qrCode: qrCode.optional(), shortCode: shortCode.optional(), ...dispensing })
  .refine((input) => isOne(input.qrCode, input.shortCode), {
    error: "exactly one of qrCode and shortCode",
    path: ["qrCode"],
  })
  .refine((input) => isOne(input.fuelAmount, input.amount), oneAmount);

/** The coupon in the path; its code stays required and must be of that coupon. */
export const redeemCouponInput = z
  .strictObject({ id: idOf("coupon"), qrCode, ...dispensing })
  .refine((input) => isOne(input.fuelAmount, input.amount), oneAmount);

/** Member order is that of the stored answer: replays are byte for byte. */
export const redemptionOutput = z
  .strictObject({
    id: idOf("redemption"),
    couponId: idOf("coupon"),
    stationId: idOf("station"),
    fuelType: fuelSchema,
    fuelAmount: litresSchema,
    pricePerLiter: priceSchema,
    totalCost: pesosSchema,
    balance: pesosSchema,
    ticketsGenerated: z.number().int(),
    ticketsReason: z.string(),
    redeemedAt: instantSchema,
    attendantId: idOf("user"),
    pumpNumber: z.number().int(),
    reference: z.string(),
    couponStatus,
  })
  .meta({ id: "Redemption" });

const voiding = { id: idOf("redemption"), reason: textOf(3, 200) };
export const voidInput = z.strictObject(voiding);

/** On the attendant's screen, in the right of a manager of the station who types a PIN. */
export const pinVoidInput = z.strictObject({
  ...voiding,
  stationId: idOf("station"),
  managerId: idOf("user"),
  pin: z.string().regex(/^\d{6}$/, { error: "must be six digits" }),
});

export const managersInput = z.strictObject({ stationId: idOf("station") });
export const managersOutput = z.strictObject({
  managers: z.array(z.strictObject({ id: idOf("user"), name: z.string() })),
});

export const voidOutput = z.strictObject({
  id: idOf("redemption"),
  couponId: idOf("coupon"),
  status: z.literal("VOIDED"),
  voidedAt: instantSchema,
  totalCost: pesosSchema,
  balance: pesosSchema,
  couponStatus,
  returnedTo: z.enum(["COUPON", "EXPIRED_LIABILITY", "DISPUTES", "REFUNDS_PAYABLE"]),
});

export const redemptionRow = z
  .strictObject({
    id: idOf("redemption"),
    couponId: idOf("coupon"),
    stationId: idOf("station"),
    stationName: z.string(),
    timeZone: z.string(),
    fuelType: fuelSchema,
    fuelAmount: litresSchema,
    pricePerLiter: priceSchema,
    totalCost: pesosSchema,
    balance: pesosSchema,
    ticketsEarned: z.number().int(),
    redeemedAt: instantSchema,
    attendantId: idOf("user"),
    pumpNumber: z.number().int(),
    reference: z.string(),
    status: z.enum(["REDEEMED", "VOIDED"]),
    voidedAt: instantSchema.nullable(),
  })
  .meta({ id: "RedemptionRow" });

export const redemptionsInput = z.strictObject({
  stationId: idOf("station").optional(),
  pumpNumber: z.coerce.number().int().min(1).max(99).optional(),
  from: instantSchema.optional(),
  to: instantSchema.optional(),
  limit: pageInput.limit,
  cursor: idOf("redemption").optional(),
});

export const redemptionsOfCouponInput = z.strictObject({
  id: idOf("coupon"),
  limit: pageInput.limit,
  cursor: idOf("redemption").optional(),
});

export const redemptionsOutput = z.strictObject({
  redemptions: z.array(redemptionRow),
  nextCursor: z.string().nullable(),
});

export const previewInput = z
  .strictObject({ qrCode: qrCode.optional(), shortCode: shortCode.optional(), stationId: idOf("station").optional() })
  .refine((input) => isOne(input.qrCode, input.shortCode), {
    error: "exactly one of qrCode and shortCode",
    path: ["qrCode"],
  });

export const previewOutput = z.strictObject({
  valid: z.boolean(),
  reason: z.string().nullable(),
  coupon: z.strictObject({
    id: idOf("coupon"),
    status: couponStatus,
    amount: pesosSchema,
    balance: pesosSchema,
    fuelType: fuelSchema,
    validUntil: instantSchema.nullable(),
    /** Null where the caller works at no station and named none. */
    stationAllowed: z.boolean().nullable(),
  }),
  station: z.strictObject({ id: idOf("station"), name: z.string(), pricePerLiter: priceSchema.nullable() }).nullable(),
  lastRedemption: z
    .strictObject({
      redeemedAt: instantSchema,
      stationId: idOf("station"),
      pumpNumber: z.number().int(),
      totalCost: pesosSchema,
      attendantInitials: z.string(),
    })
    .nullable(),
});

/** How an operation ended whose answer was lost; null while it has no redemption. */
export const ofOperationInput = z.strictObject({ operationId: idOf("operation") });
export const ofOperationOutput = z.strictObject({
  redemption: z.strictObject({ id: idOf("redemption"), reference: z.string(), totalCost: pesosSchema }).nullable(),
});
