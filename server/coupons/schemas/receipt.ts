import { z } from "zod";

import { fuelSchema, idOf, instantSchema, litresSchema, pesosSchema, priceSchema } from "@/server/kernel/schemas";

export const receiptInput = z.strictObject({ id: idOf("redemption") });

/** `receipt` is a compact JWS (EdDSA) over the other members; the keys that verify it are public. */
export const receiptOutput = z
  .strictObject({
    id: idOf("redemption"),
    reference: z.string(),
    couponId: idOf("coupon"),
    stationId: idOf("station"),
    stationName: z.string(),
    timeZone: z.string(),
    pumpNumber: z.number().int(),
    fuelType: fuelSchema,
    fuelAmount: litresSchema,
    pricePerLiter: priceSchema,
    priceSince: instantSchema.nullable(),
    totalCost: pesosSchema,
    balance: pesosSchema,
    ticketsGenerated: z.number().int(),
    ticketsReason: z.string(),
    redeemedAt: instantSchema,
    voidedAt: instantSchema.nullable(),
    kid: z.string(),
    receipt: z.string(),
  })
  .meta({ id: "SignedReceipt" });

export const receiptKeysOutput = z.strictObject({
  keys: z.array(
    z.strictObject({
      kty: z.string(),
      crv: z.string(),
      kid: z.string(),
      x: z.string(),
      use: z.string(),
      alg: z.string(),
    }),
  ),
});
