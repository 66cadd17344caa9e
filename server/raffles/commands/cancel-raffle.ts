import "server-only";
import type { Refusal } from "@/server/kernel/refusal";
import { ok, refuse, type Result } from "@/server/kernel/result";

import type { RaffleId } from "../domain/raffle";
import { mayRaffle } from "../domain/raffle-status";
import { raffleCancelled } from "../events";
import { endRaffle } from "./end-raffle";
import { raffleEvent } from "./raffle-event";
import type { RafflesCtx } from "./raffles-ctx";

/** Before the freeze only; what was published gets a public cancellation in the draw log. */
export async function cancelRaffle(ctx: RafflesCtx, id: RaffleId, reason: string): Promise<Result<null, Refusal>> {
  const signer = await ctx.services.raffles.drawKeys.signer();
  return ctx.transact(async (unit) => {
    const { raffles, freezing, events, clock } = unit;
    await freezing.lockIssuing();
    const raffle = await raffles.lock(id);
    if (!raffle) return refuse({ kind: "NOT_FOUND" } satisfies Refusal);
    const may = mayRaffle("cancel", raffle);
    if (!may.ok) return may;
    const now = await clock.read();
    if (raffle.status === "DRAFT") await raffles.end(id, "CANCELLED", reason);
    else await endRaffle(unit, signer, { raffle, status: "CANCELLED", reason, at: now });
    await events.append([raffleEvent(raffleCancelled, { raffleId: id, reason }, now)]);
    return ok(null);
  });
}
