import "server-only";
import type { Refusal } from "@/server/kernel/refusal";
import { ok, refuse, type Result } from "@/server/kernel/result";

import type { Raffle, RaffleId } from "../domain/raffle";
import { mayRaffle, notBefore } from "../domain/raffle-status";
import { raffleClosed } from "../events";
import { raffleEvent } from "./raffle-event";
import type { RafflesCtx } from "./raffles-ctx";

/** CLOSED: the log takes nothing more. The others say what the freeze still waits for. */
export type Closing = "CLOSED" | "NOT_DRAINED" | "PARKED_EVENTS";

/**
 * Closes a raffle's log once everything before its close is in it (draw protocol, "Opening, freeze and commitment"):
 * notes the horizon at a clock past the close, drains, and goes on when nothing older than the horizon can still come.
 * A redemption gets its transaction id before it reads the clock, so whatever was redeemed in time lies below the horizon.
 */
export async function closeLog(ctx: RafflesCtx, id: RaffleId): Promise<Result<Closing, Refusal>> {
  const noted = await noteHorizon(ctx, id);
  if (!noted.ok) return noted;
  if (noted.value.closedAt !== null) return ok("CLOSED");
  await ctx.services.raffles.drainTickets();
  return close(ctx, id);
}

const noteHorizon = (ctx: RafflesCtx, id: RaffleId): Promise<Result<Raffle, Refusal>> =>
  ctx.transact(async ({ raffles, freezing, clock }) => {
    await freezing.lockIssuing();
    const raffle = await raffles.lock(id);
    if (!raffle) return refuse({ kind: "NOT_FOUND" } satisfies Refusal);
    const may = mayRaffle("freeze", raffle);
    if (!may.ok) return may;
    const due = notBefore(raffle.closesAt, await clock.read());
    if (!due.ok) return due;
    if (raffle.closedAt === null) await freezing.noteHorizon(raffle);
    return ok(raffle);
  });

const close = (ctx: RafflesCtx, id: RaffleId): Promise<Result<Closing, Refusal>> =>
  ctx.transact(async ({ raffles, freezing, events, clock }) => {
    await freezing.lockIssuing();
    const raffle = await raffles.lock(id);
    if (!raffle) return refuse({ kind: "NOT_FOUND" } satisfies Refusal);
    if (raffle.closedAt !== null) return ok("CLOSED" as const);
    const may = mayRaffle("freeze", raffle);
    if (!may.ok) return may;
    const readiness = await freezing.readiness(raffle);
    if (readiness !== "READY") return ok(readiness);
    const now = await clock.read();
    await raffles.closeLog(id, now);
    const { leaves, tickets, root } = raffle;
    await events.append([raffleEvent(raffleClosed, { raffleId: id, leaves, tickets, root }, now)]);
    return ok("CLOSED" as const);
  });
