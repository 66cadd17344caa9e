import "server-only";
import type { Id } from "@/server/kernel/id";
import type { Refusal } from "@/server/kernel/refusal";
import { ok, refuse, type Result } from "@/server/kernel/result";
import { localWeek, MEXICO_CITY } from "@/server/kernel/time";
import type { UserActor } from "@/server/platform/ctx";

import type { RaffleId } from "../domain/raffle";
import { mayEnterFree } from "../domain/raffle-status";
import { freeEntryMade } from "../events";
import { raffleEvent } from "./raffle-event";
import type { RafflesCtx } from "./raffles-ctx";

const onceAWeek: Refusal = {
  kind: "STATE_CONFLICT",
  details: [{ path: "id", message: "this phone has its entry of the week" }],
};

/**
 * A number without a purchase, where the rules have it: one a proved phone and calendar week (domain words, "Raffles"). The
 * event becomes the number, like every other source. Permission: raffle:enter.
 */
export const enterFree = (ctx: RafflesCtx<UserActor>, raffleId: RaffleId): Promise<Result<Id<"row">, Refusal>> =>
  ctx.transact(async ({ raffles, people, freeEntries, events, clock }) => {
    const raffle = await raffles.lock(raffleId);
    if (!raffle || raffle.status === "DRAFT") return refuse({ kind: "NOT_FOUND" } satisfies Refusal);
    const now = await clock.read();
    const may = mayEnterFree(raffle, now);
    if (!may.ok) return may;
    const userId = ctx.actor.id;
    const phone = await people.provedPhone(userId);
    if (phone === undefined) return refuse({ kind: "VERIFICATION_REQUIRED" } satisfies Refusal);
    const id = ctx.newId("row");
    const phoneMark = ctx.services.raffles.phoneMark(phone);
    const week = localWeek(now, MEXICO_CITY);
    if (!(await freeEntries.insert({ id, raffleId, userId, phoneMark, week, at: now }))) return refuse(onceAWeek);
    await events.append([
      raffleEvent(freeEntryMade, { raffleId, entryId: id, userId, enteredAt: now.toISOString() }, now),
    ]);
    return ok(id);
  });
