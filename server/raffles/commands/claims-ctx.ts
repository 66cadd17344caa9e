import "server-only";
import type { PrizePayer } from "@/server/coupons/contract";
import type { Id } from "@/server/kernel/id";
import type { Refusal } from "@/server/kernel/refusal";
import { ok, refuse, type Result } from "@/server/kernel/result";
import type { Actor, Ctx } from "@/server/platform/ctx";

import type { AwardRecord } from "../domain/claim";
import type { Raffle } from "../domain/raffle";
import type { ClaimsUnit, RaffleServices } from "../ports";

export type ClaimsCtx<A extends Actor = Actor> = Ctx<ClaimsUnit, A> & {
  readonly services: PrizePayer["services"] & { readonly raffles: RaffleServices };
};

export type LockedPlace = { readonly raffle: Raffle; readonly award: AwardRecord; readonly now: Date };

/** The raffle, then the place, then the clock. */
export async function lockPlace(unit: ClaimsUnit, id: Id<"award">): Promise<Result<LockedPlace, Refusal>> {
  const raffleId = await unit.claims.raffleOf(id);
  const raffle = raffleId && (await unit.raffles.lock(raffleId));
  const award = raffle && (await unit.claims.lockAward(id));
  if (!raffle || !award) return refuse({ kind: "NOT_FOUND" } satisfies Refusal);
  return ok({ raffle, award, now: await unit.clock.read() });
}

/** The raffle's status follows its places: claiming from the first that moves, settled when none is open. */
export async function followPlaces({ claims }: ClaimsUnit, { id, status }: Raffle): Promise<void> {
  if (status === "DRAWN") await claims.advance(id, "DRAWN", "CLAIMING");
  if ((await claims.openPlaces(id)) === 0) await claims.advance(id, "CLAIMING", "SETTLED");
}
