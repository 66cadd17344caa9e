import { z } from "zod";

import { idOf } from "@/server/kernel/schemas";

import { LADDER_ENDS } from "../domain/ladder";

const whole = z.number().int();
const sessionId = idOf("adSession");
const token = z.string().min(1).max(200);

export const availableAdsInput = z.strictObject({ redemptionId: idOf("redemption") });

export const availableAdsOutput = z.strictObject({
  /** The steps still to climb, in order; only the first may be started now. */
  ads: z.array(
    z.strictObject({
      id: idOf("creative"),
      title: z.string(),
      durationSeconds: whole,
      step: whole.min(1).max(10),
      totalTicketsAfter: whole,
    }),
  ),
  /** Why nothing may be started; null where something may. */
  end: z.enum(LADDER_ENDS).nullable(),
  baseTickets: whole,
  totalTickets: whole,
  stepsDone: whole,
  startBefore: z.string(),
});

export const startViewInput = z.strictObject({ adId: idOf("creative"), redemptionId: idOf("redemption") });
export const startViewOutput = z.strictObject({ sessionId, token: z.string(), durationSeconds: whole });

export const beatInput = z.strictObject({ id: sessionId, token, visible: z.boolean() });
/** `isEnough`: the view may be completed. */
export const beatOutput = z.strictObject({
  visibleSeconds: z.number(),
  neededSeconds: z.number(),
  isEnough: z.boolean(),
});

export const viewKeyInput = z.strictObject({ id: sessionId, token });
export const completeOutput = z.strictObject({ bonusTicketsGenerated: whole, totalTickets: whole });
export const clickOutput = z.strictObject({ url: z.string() });
