import "server-only";
import type { Refusal } from "@/server/kernel/refusal";
import type { Result } from "@/server/kernel/result";

import type { RaffleId } from "../domain/raffle";
import type { DueStep } from "../domain/raffle-status";
import { drawRaffle } from "./draw-raffle";
import { freezeRaffle } from "./freeze-raffle";
import { openRaffle } from "./open-raffle";
import type { RafflesCtx } from "./raffles-ctx";
import { voidRaffleByRule } from "./void-raffle";

/** Fires what time asks for. Safe at any pace and on several instances at once; a raffle that fails does not stop others. */
export async function advanceRaffles(ctx: RafflesCtx): Promise<void> {
  for (const { id, step } of await ctx.services.raffles.due()) {
    try {
      const result = await take(ctx, id, step);
      ctx.log.info({ raffleId: id, step, result: result.ok ? result.value : result.refusal.kind }, "raffle advanced");
    } catch (fault) {
      ctx.log.warn({ raffleId: id, step, err: fault }, "raffle not advanced, will be tried again");
    }
  }
}

/** A draw whose beacon is silent waits, and is void by rule after its time. */
async function take(ctx: RafflesCtx, id: RaffleId, step: DueStep): Promise<Result<unknown, Refusal>> {
  if (step === "open") return openRaffle(ctx, id);
  if (step === "freeze") return freezeRaffle(ctx, id);
  const voided = await voidRaffleByRule(ctx, id);
  return voided.ok && !voided.value ? drawRaffle(ctx, { raffleId: id }) : voided;
}
