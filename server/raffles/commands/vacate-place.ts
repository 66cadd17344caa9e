import "server-only";
import type { Id } from "@/server/kernel/id";
import type { Refusal } from "@/server/kernel/refusal";
import { ok, refuse, type Result } from "@/server/kernel/result";
import { actorName } from "@/server/platform/ctx";

import { type AwardStatus, decideVacancy, type VacancyReason } from "../domain/claim";
import { placeVacated } from "../events";
import { type ClaimsCtx, followPlaces, lockPlace } from "./claims-ctx";
import { raffleEvent } from "./raffle-event";

type VacateAsk = { readonly id: Id<"award">; readonly reason: VacancyReason };

/** The winner loses the place for one of the published reasons; who follows takes two more people. */
export const vacatePlace = (ctx: ClaimsCtx, { id, reason }: VacateAsk): Promise<Result<AwardStatus, Refusal>> =>
  ctx.transact(async (unit) => {
    const locked = await lockPlace(unit, id);
    if (!locked.ok) return locked;
    const { award, raffle, now } = locked.value;
    const held = decideVacancy(award);
    if (!held.ok) return held;
    const isLapse = reason === "CLAIM_DEADLINE_PASSED";
    const isOver = award.status === "UNCLAIMED" && award.claimDeadline !== null && award.claimDeadline <= now;
    if (isLapse && !isOver) {
      return refuse({ kind: "STATE_CONFLICT", details: [{ path: "claimDeadline", message: "is not over" }] });
    }
    await unit.claims.vacate(award, { id: ctx.newId("row"), reason, by: actorName(ctx.actor), at: now });
    const payload = { raffleId: raffle.id, awardId: id, userId: award.userId, reason };
    await unit.events.append([raffleEvent(placeVacated, payload, now)]);
    await followPlaces(unit, raffle);
    return ok("VACATED");
  });

/** Places whose deadline has passed. Exactly one of claim and lapse gets the lock first; safe at any pace. */
export async function lapseClaims(ctx: ClaimsCtx): Promise<void> {
  const due = await ctx.transact(async ({ claims, clock }) => claims.overdue(await clock.read()));
  for (const id of due) await vacatePlace(ctx, { id, reason: "CLAIM_DEADLINE_PASSED" });
}
