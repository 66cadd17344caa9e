import "server-only";
import type { Refusal } from "@/server/kernel/refusal";
import { ok, refuse, type Result } from "@/server/kernel/result";

import type { RaffleId } from "../domain/raffle";
import { mayRaffle, notBefore } from "../domain/raffle-status";
import { raffleOpened } from "../events";
import { raffleEvent } from "./raffle-event";
import type { RafflesCtx } from "./raffles-ctx";

/**
 * From here on sources earn. The cursor of `issue-tickets` is locked first, so that `opensAt` lies after everything
 * that was drained already and nothing earns behind the log's back.
 */
export const openRaffle = (ctx: RafflesCtx, id: RaffleId): Promise<Result<Date, Refusal>> =>
  ctx.transact(async ({ raffles, freezing, events, clock }) => {
    await freezing.lockIssuing();
    const raffle = await raffles.lock(id);
    if (!raffle) return refuse({ kind: "NOT_FOUND" } satisfies Refusal);
    const may = mayRaffle("open", raffle);
    if (!may.ok) return may;
    const now = await clock.read();
    const due = notBefore(raffle.startsAt, now);
    if (!due.ok) return due;
    const opensAt = new Date(Math.max(raffle.startsAt.getTime(), now.getTime()));
    await raffles.open(id, opensAt);
    await events.append([raffleEvent(raffleOpened, { raffleId: id, opensAt: opensAt.toISOString() }, now)]);
    return ok(opensAt);
  });
