import "server-only";
import type { Refusal } from "@/server/kernel/refusal";
import { ok, refuse, type Result } from "@/server/kernel/result";
import type { UserActor } from "@/server/platform/ctx";

import type { RaffleId } from "../domain/raffle";
import { evidenceTaken } from "../events";
import { raffleEvent } from "./raffle-event";
import type { RafflesCtx } from "./raffles-ctx";

/** On record: who took the evidence of a raffle that was published, and when. Permission: raffle:draw, with a fresh factor. */
export const noteEvidence = (ctx: RafflesCtx<UserActor>, id: RaffleId): Promise<Result<Date, Refusal>> =>
  ctx.transact(async ({ raffles, events, clock }) => {
    const raffle = await raffles.lock(id);
    if (!raffle || raffle.status === "DRAFT") return refuse({ kind: "NOT_FOUND" } satisfies Refusal);
    const now = await clock.read();
    await events.append([raffleEvent(evidenceTaken, { raffleId: id, by: ctx.actor.id }, now)]);
    return ok(now);
  });
