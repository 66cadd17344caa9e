import "server-only";
import type { Id } from "@/server/kernel/id";
import type { Refusal } from "@/server/kernel/refusal";
import { ok, type Result } from "@/server/kernel/result";
import type { UserActor } from "@/server/platform/ctx";

import { type AwardStatus, decideDelivery, decideIdentity } from "../domain/claim";
import { prizeDelivered, winnerIdentified } from "../events";
import { payFuel } from "./claim-prize";
import { type ClaimsCtx, followPlaces, lockPlace } from "./claims-ctx";
import { raffleEvent } from "./raffle-event";

type Note = { readonly id: Id<"award">; readonly note: string };

/** Somebody looked at the winner's papers; the note says at which, never what stands in them. */
export const identifyWinner = (ctx: ClaimsCtx<UserActor>, { id, note }: Note): Promise<Result<AwardStatus, Refusal>> =>
  ctx.transact(async (unit) => {
    const locked = await lockPlace(unit, id);
    if (!locked.ok) return locked;
    const { award, raffle, now } = locked.value;
    const held = decideIdentity(award);
    if (!held.ok) return held;
    await unit.claims.identify(id, { at: now, by: ctx.actor.id, note });
    const payload = { raffleId: raffle.id, awardId: id, userId: award.userId, by: ctx.actor.id };
    await unit.events.append([raffleEvent(winnerIdentified, payload, now)]);
    return ok("IDENTIFIED");
  });

/** Handed over, with the evidence of it; fuel credit is paid by the fund instead. */
export const deliverPrize = (ctx: ClaimsCtx<UserActor>, { id, note }: Note): Promise<Result<AwardStatus, Refusal>> =>
  ctx.transact(async (unit) => {
    const locked = await lockPlace(unit, id);
    if (!locked.ok) return locked;
    const { award, raffle, now } = locked.value;
    const held = decideDelivery(award);
    if (!held.ok) return held;
    const isPaid = held.value.prize.type === "FUEL_CREDIT" && (await payFuel(ctx, unit, locked.value));
    if (!isPaid) {
      await unit.claims.deliver(id, { at: now, by: ctx.actor.id, evidence: note, couponIds: [] });
      const payload = { raffleId: raffle.id, awardId: id, userId: award.userId, couponIds: [] };
      await unit.events.append([raffleEvent(prizeDelivered, payload, now)]);
    }
    await followPlaces(unit, raffle);
    return ok("DELIVERED");
  });
