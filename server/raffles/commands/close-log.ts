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
 * Closes a raffle's log once everything before its close is in it (draw protocol, "Opening, freeze and commitment"): sees a
 * clock past the close, then takes a transaction id as the horizon, drains, and goes on when nothing below it can still
 * come. A redemption gets its id before it reads the clock, so whatever was redeemed in time lies below an id that was
 * taken after the close. A snapshot's xmax would not do: it ends at the newest id that is over, not at the newest taken.
 */
export async function closeLog(ctx: RafflesCtx, id: RaffleId): Promise<Result<Closing, Refusal>> {
  const due = await checkDue(ctx, id);
  if (!due.ok) return due;
  if (due.value.closedAt !== null) return ok("CLOSED");
  await noteHorizon(ctx, id);
  await ctx.services.raffles.drainTickets();
  return close(ctx, id);
}

const checkDue = (ctx: RafflesCtx, id: RaffleId): Promise<Result<Raffle, Refusal>> =>
  ctx.transact(async ({ raffles, clock }) => {
    const raffle = await raffles.lock(id);
    if (!raffle) return refuse({ kind: "NOT_FOUND" } satisfies Refusal);
    const may = mayRaffle("freeze", raffle);
    if (!may.ok) return may;
    const due = notBefore(raffle.closesAt, await clock.read());
    return due.ok ? ok(raffle) : due;
  });

/** A transaction of its own: its id is taken after the clock was seen past the close. */
const noteHorizon = (ctx: RafflesCtx, id: RaffleId): Promise<void> =>
  ctx.transact(async ({ raffles, freezing }) => {
    await freezing.lockIssuing();
    const raffle = await raffles.lock(id);
    if (raffle && raffle.closedAt === null) await freezing.noteHorizon(raffle);
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
