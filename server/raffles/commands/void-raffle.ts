import "server-only";
import type { Refusal } from "@/server/kernel/refusal";
import { ok, refuse, type Result } from "@/server/kernel/result";

import type { RaffleId } from "../domain/raffle";
import { mayRaffle, voidReason } from "../domain/raffle-status";
import { raffleVoided } from "../events";
import { endRaffle } from "./end-raffle";
import { raffleEvent } from "./raffle-event";
import type { RafflesCtx } from "./raffles-ctx";

/** By rule only: no ticket, or a beacon that was dead for 30 days. False where neither holds. */
export async function voidRaffleByRule(ctx: RafflesCtx, id: RaffleId): Promise<Result<boolean, Refusal>> {
  const signer = await ctx.services.raffles.drawKeys.signer();
  return ctx.transact(async (unit) => {
    const raffle = await unit.raffles.lock(id);
    if (!raffle) return refuse({ kind: "NOT_FOUND" } satisfies Refusal);
    const may = mayRaffle("void", raffle);
    if (!may.ok) return may;
    const now = await unit.clock.read();
    const { tickets, roundAt } = raffle;
    const reason = roundAt === null ? null : voidReason({ tickets, roundAt, now });
    if (reason === null) return ok(false);
    await endRaffle(unit, signer, { raffle, status: "VOID", reason, at: now });
    await unit.events.append([raffleEvent(raffleVoided, { raffleId: id, reason }, now)]);
    return ok(true);
  });
}
