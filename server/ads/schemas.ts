import { z } from "zod";

import { idOf } from "@/server/kernel/schemas";

export const availableAdsInput = z.strictObject({ redemptionId: idOf("redemption") });

export const availableAdsOutput = z.strictObject({
  ads: z.array(
    z.strictObject({
      id: z.uuid(),
      title: z.string(),
      durationSeconds: z.number().int(),
      step: z.number().int().min(1).max(10),
      totalTicketsAfter: z.number().int(),
    }),
  ),
});
