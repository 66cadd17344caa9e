import { z } from "zod";

import { fuelSchema, idOf, pesosSchema, textOf } from "@/server/kernel/schemas";

import { AWARD_STATUSES, VACANCY_REASONS } from "../domain/claim";
import { prizeTypes } from "../domain/prize";
import { raffleId } from "./raffle";

const awardId = idOf("award");
const status = z.enum(AWARD_STATUSES);

export const claimInput = z.strictObject({
  id: awardId,
  /** The eight characters that were sent to the winner. */
  code: z.string().min(8).max(20),
  /** For fuel credit; regular where left out. */
  fuelType: fuelSchema.optional(),
});

/** What the administration does with a place; each needs its note, evidence or reason. */
export const prizeStatusInput = z.discriminatedUnion("status", [
  z.strictObject({ id: awardId, status: z.literal("IDENTIFIED"), note: textOf(3, 300) }),
  z.strictObject({ id: awardId, status: z.literal("DELIVERED"), evidence: textOf(3, 500) }),
  z.strictObject({ id: awardId, status: z.literal("VACATED"), reason: z.enum(VACANCY_REASONS) }),
]);
export const prizeStateOutput = z.strictObject({ id: awardId, status });

export const prizeView = z.strictObject({
  id: awardId,
  raffleId,
  raffleName: z.string(),
  status,
  ticketNumber: z.number().int(),
  prize: z.string(),
  type: z.enum(prizeTypes),
  declaredValue: z.string(),
  needsIdentity: z.boolean(),
  claimDeadline: z.string().nullable(),
  couponIds: z.array(idOf("coupon")),
  evidence: z.string().nullable(),
});
export const prizesOutput = z.strictObject({ prizes: z.array(prizeView) });

export const vacancyIdInput = z.strictObject({ id: idOf("row") });
export const approvalOutput = z.strictObject({ outcome: z.enum(["APPROVED_ONCE", "PROMOTED", "NO_ALTERNATE"]) });
export const vacanciesOutput = z.strictObject({
  vacancies: z.array(
    z.strictObject({
      id: idOf("row"),
      awardId,
      reason: z.enum(VACANCY_REASONS),
      approvals: z.number().int(),
      /** The signed document as published, once two people decided; its hash stands in the draw log. */
      document: z.string().nullable(),
    }),
  ),
});

const state = textOf(2, 60);
const day = z.iso.date();
export const taxInput = z.strictObject({ value: pesosSchema, state, on: day });
export const taxOutput = z.strictObject({
  federalPercent: z.string(),
  federal: z.string(),
  /** Null where nobody has entered the state's rate. */
  statePercent: z.string().nullable(),
  state: z.string().nullable(),
  afterTax: z.string(),
  stateRateSince: z.string().nullable(),
  stateRateSource: z.string().nullable(),
});
export const taxRateInput = z.strictObject({
  state,
  validFrom: day,
  /** `"6.00"` is six per cent. */
  percent: z.string().regex(/^\d{1,2}(\.\d{1,2})?$/),
  /** The law or decree it stands in. */
  source: textOf(3, 200),
});
