import "server-only";
import { issuePrizeCoupon } from "@/server/coupons/contract";
import type { Fuel } from "@/server/kernel/fuel";
import type { Id } from "@/server/kernel/id";
import { centavos } from "@/server/kernel/money";
import type { Refusal } from "@/server/kernel/refusal";
import { ok, refuse, type Result } from "@/server/kernel/result";
import type { UserActor } from "@/server/platform/ctx";
import { isSameSecret } from "@/server/platform/same-secret";

import { type AwardStatus, couponsFor, decideClaim, needsIdentity } from "../domain/claim";
import { readClaimCode } from "../domain/claim-code";
import { prizeClaimed, prizeDelivered } from "../events";
import type { ClaimsUnit } from "../ports";
import { type ClaimsCtx, followPlaces, lockPlace, type LockedPlace } from "./claims-ctx";
import { raffleEvent } from "./raffle-event";

export type ClaimAsk = {
  readonly id: Id<"award">;
  readonly code: string;
  /** For fuel credit; regular where nothing was chosen. */
  readonly fuel?: Fuel | undefined;
};

const wrongCode: Refusal = { kind: "VALIDATION_ERROR", details: [{ path: "code", message: "is not this prize's" }] };

/** By the winner's own session and the code that was sent to them. Fuel credit that needs no identity is paid at once. */
export const claimPrize = (ctx: ClaimsCtx<UserActor>, ask: ClaimAsk): Promise<Result<AwardStatus, Refusal>> =>
  ctx.transact(async (unit) => {
    const locked = await lockPlace(unit, ask.id);
    if (!locked.ok) return locked;
    const { award, raffle, now } = locked.value;
    if (award.userId !== ctx.actor.id) return refuse({ kind: "NOT_FOUND" } satisfies Refusal);
    const code = ctx.services.raffles.claimCode(award.id);
    if (!isSameSecret(readClaimCode(ask.code), code)) return refuse(wrongCode);
    const held = decideClaim(award, now);
    if (!held.ok) return held;
    const { prize } = held.value;
    const fuel = prize.type === "FUEL_CREDIT" ? (ask.fuel ?? "REGULAR") : null;
    await unit.claims.claim(award.id, { at: now, fuel });
    const payload = { raffleId: raffle.id, awardId: award.id, userId: award.userId };
    await unit.events.append([raffleEvent(prizeClaimed, payload, now)]);
    const isPaid = fuel !== null && !needsIdentity(prize) && (await payFuel(ctx, unit, locked.value));
    await followPlaces(unit, raffle);
    return ok(isPaid ? ("DELIVERED" as const) : ("CLAIMED" as const));
  });

/** Pays a claimed credit from the prize fund; false where no coupon can hold so little. */
export async function payFuel(ctx: ClaimsCtx, unit: ClaimsUnit, { raffle, award, now }: LockedPlace): Promise<boolean> {
  const { prize, userId } = award;
  const fuel = await unit.claims.fuelOf(award.id);
  const parts = prize && fuel ? couponsFor(centavos(prize.declaredValueCentavos)) : [];
  if (!fuel || parts.length === 0) return false;
  const couponIds: Id<"coupon">[] = [];
  for (const face of parts) couponIds.push(await issuePrizeCoupon(ctx, unit, { userId, fuel, face, now }));
  await unit.claims.deliver(award.id, { at: now, by: "system:prize-fund", evidence: couponIds.join(" "), couponIds });
  const payload = { raffleId: raffle.id, awardId: award.id, userId, couponIds };
  await unit.events.append([raffleEvent(prizeDelivered, payload, now)]);
  return true;
}
