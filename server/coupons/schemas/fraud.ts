import { z } from "zod";

import { FLAG_VERDICTS } from "@/server/coupons/domain/fraud-flag";
import { FRAUD_RULES } from "@/server/coupons/domain/fraud-rule";
import { idOf, instantSchema, pageInput, textOf } from "@/server/kernel/schemas";

const rule = z.enum(FRAUD_RULES);
const verdict = z.enum(FLAG_VERDICTS);

export const flagsInput = z.strictObject({
  state: z.enum(["OPEN", "REVIEWED"]).optional(),
  rule: rule.optional(),
  stationId: idOf("station").optional(),
  limit: pageInput.limit,
  cursor: idOf("row").optional(),
});

/** Names are those of staff; of the coupon's owner nothing is told here. */
export const flagRow = z
  .strictObject({
    id: idOf("row"),
    rule,
    score: z.number().int(),
    evidence: z.record(z.string(), z.union([z.number(), z.string()])),
    flaggedAt: instantSchema,
    redemption: z.strictObject({ id: idOf("redemption"), reference: z.string() }).nullable(),
    couponId: idOf("coupon").nullable(),
    attendant: z.strictObject({ id: idOf("user"), name: z.string() }).nullable(),
    station: z.strictObject({ id: idOf("station"), name: z.string() }).nullable(),
    review: z
      .strictObject({ verdict, note: z.string(), reviewerName: z.string(), reviewedAt: instantSchema })
      .nullable(),
  })
  .meta({ id: "FraudFlag" });

export const flagsOutput = z.strictObject({
  flags: z.array(flagRow),
  open: z.number().int(),
  nextCursor: z.string().nullable(),
});

export const reviewInput = z.strictObject({ id: idOf("row"), verdict, note: textOf(3, 500) });
export const reviewOutput = z.strictObject({ id: idOf("row"), verdict, reviewedAt: instantSchema });
