import { z } from "zod";

import { idOf, instantSchema } from "@/server/kernel/schemas";

import { redemptionRow } from "./redemption";

export const redemptionKey = z.strictObject({ id: idOf("coupon"), redemptionId: idOf("redemption") });

/** What a printed receipt says beside the row: since when that price was in force, who dispensed, why so many tickets. */
export const redemptionProofOutput = z
  .strictObject({
    ...redemptionRow.shape,
    priceSince: instantSchema.nullable(),
    attendantInitials: z.string(),
    ticketsReason: z.string(),
  })
  .meta({ id: "RedemptionProof" });
