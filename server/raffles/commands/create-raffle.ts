import "server-only";
import type { Refusal } from "@/server/kernel/refusal";
import { ok, refuse, type Result } from "@/server/kernel/result";
import type { UserActor } from "@/server/platform/ctx";

import type { RaffleContent, RaffleId } from "../domain/raffle";
import { dateFaults } from "../domain/raffle-status";
import { raffleCreated } from "../events";
import { raffleEvent } from "./raffle-event";
import type { RafflesCtx } from "./raffles-ctx";
import { checkStations } from "./station-check";

/** A draft: nobody but the administration sees it until it is published. Dates must already be possible. */
export async function createRaffle(
  ctx: RafflesCtx<UserActor>,
  content: RaffleContent,
): Promise<Result<RaffleId, Refusal>> {
  const faults = dateFaults(content, ctx.services.raffles.timing);
  if (faults.length > 0) return refuse({ kind: "VALIDATION_ERROR", details: faults } satisfies Refusal);
  const id = ctx.newId("raffle");
  return ctx.transact(async (unit) => {
    const { raffles, events, clock } = unit;
    const stations = await checkStations(unit, content.stationIds);
    if (!stations.ok) return stations;
    await raffles.insert(content, { id, createdBy: ctx.actor.id });
    await events.append([raffleEvent(raffleCreated, { raffleId: id, name: content.name }, await clock.read())]);
    return ok(id);
  });
}
