import { z } from "zod";

import { idOf, textOf } from "@/server/kernel/schemas";

export const staffInput = z.strictObject({ id: idOf("station") });
export const staffOutput = z.strictObject({
  staff: z.array(
    z.strictObject({
      id: idOf("row"),
      userId: idOf("user"),
      name: z.string().nullable(),
      validFrom: z.string(),
      validTo: z.string().nullable(),
    }),
  ),
});

export const assignInput = z.strictObject({ id: idOf("station"), userId: idOf("user") });
export const endAssignmentInput = z.strictObject({ id: idOf("station"), assignmentId: idOf("row") });
export const assignmentOutput = z.strictObject({ id: idOf("row") });

export const reviewInput = z.strictObject({
  id: idOf("station"),
  redemptionId: idOf("redemption"),
  stars: z.number().int().min(1).max(5),
  body: textOf(1, 1_000).nullable().default(null),
});
export const ownReviewInput = z.strictObject({ redemptionId: idOf("redemption") });

export const reviewOutput = z.strictObject({
  id: idOf("row"),
  stars: z.number().int(),
  body: z.string().nullable(),
  createdAt: z.string(),
});
export const ownReviewOutput = z.strictObject({ review: reviewOutput.nullable() });
