import "server-only";
import type { Refusal } from "@/server/kernel/refusal";
import { ok, refuse, type Result } from "@/server/kernel/result";

import type { RaffleContent, RaffleId } from "../domain/raffle";
import { dateFaults, mayRaffle } from "../domain/raffle-status";
import { raffleChanged } from "../events";
import { raffleEvent } from "./raffle-event";
import type { RafflesCtx } from "./raffles-ctx";
import { checkStations } from "./station-check";

export type RaffleChange = { readonly [K in keyof RaffleContent]?: RaffleContent[K] | undefined };

/** Drafts only; members that are left out stay. */
export const updateRaffle = (ctx: RafflesCtx, id: RaffleId, change: RaffleChange): Promise<Result<null, Refusal>> =>
  ctx.transact(async (unit) => {
    const { raffles, events, clock } = unit;
    const raffle = await raffles.lock(id);
    if (!raffle) return refuse({ kind: "NOT_FOUND" } satisfies Refusal);
    const may = mayRaffle("update", raffle);
    if (!may.ok) return may;
    const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
    const content: RaffleContent = { ...raffle, ...given };
    const faults = dateFaults({ ...raffle, ...content }, ctx.services.raffles.timing);
    if (faults.length > 0) return refuse({ kind: "VALIDATION_ERROR", details: faults } satisfies Refusal);
    const stations = await checkStations(unit, content.stationIds);
    if (!stations.ok) return stations;
    await raffles.saveContent(id, content);
    const fields = Object.keys(given);
    await events.append([raffleEvent(raffleChanged, { raffleId: id, fields }, await clock.read())]);
    return ok(null);
  });
