import "server-only";
import { textOf, toHex } from "@/server/kernel/bytes";
import { canonicalBytes } from "@/server/kernel/canonical-json";
import { sha256 } from "@/server/kernel/hash";
import type { Id } from "@/server/kernel/id";
import type { Refusal } from "@/server/kernel/refusal";
import { ok, refuse, type Result } from "@/server/kernel/result";
import type { UserActor } from "@/server/platform/ctx";

import { type AwardRecord, decideApproval, type Vacancy } from "../domain/claim";
import { drawAlgorithm } from "../domain/commitment";
import { instantText } from "../domain/document";
import { claimDeadlineMs } from "../domain/prize";
import type { Raffle } from "../domain/raffle";
import { type DrawSigner, signDocument } from "../domain/signed-document";
import { alternatePromoted, noAlternateLeft, promotionApproved } from "../events";
import type { ClaimsUnit } from "../ports";
import { type ClaimsCtx, followPlaces } from "./claims-ctx";
import { raffleEvent } from "./raffle-event";

export type Approval = "APPROVED_ONCE" | "PROMOTED" | "NO_ALTERNATE";

/**
 * One of two yeses. The second gives the vacated prize to the alternate whose turn it is: nobody chooses which. A signed
 * public document says so and stands in the draw log.
 */
export async function approvePromotion(ctx: ClaimsCtx<UserActor>, id: Id<"row">): Promise<Result<Approval, Refusal>> {
  const signer = await ctx.services.raffles.drawKeys.signer();
  return ctx.transact(async (unit) => {
    const raffleId = await unit.claims.vacancyRaffle(id);
    const raffle = raffleId && (await unit.raffles.lock(raffleId));
    const vacancy = raffle && (await unit.claims.lockVacancy(id));
    if (!raffle || !vacancy) return refuse({ kind: "NOT_FOUND" } satisfies Refusal);
    const decided = decideApproval(vacancy, ctx.actor.id);
    if (!decided.ok) return decided;
    const now = await unit.clock.read();
    const approval = { raffleId: raffle.id, vacancyId: id, by: ctx.actor.id };
    await unit.events.append([raffleEvent(promotionApproved, approval, now)]);
    if (decided.value === "FIRST") {
      await unit.claims.approveFirst(id, ctx.actor.id);
      return ok("APPROVED_ONCE" as const);
    }
    return promote(unit, { raffle, vacancy, by: ctx.actor.id, now, signer });
  });
}

type Promoting = { raffle: Raffle; vacancy: Vacancy; by: Id<"user">; now: Date; signer: DrawSigner };

async function promote(unit: ClaimsUnit, asked: Promoting): Promise<Result<Approval, Refusal>> {
  const { raffle, vacancy, by, now } = asked;
  const alternate = await unit.claims.nextAlternate(raffle.id);
  const prizeIndex = await unit.claims.prizeIndexOf(vacancy.awardId);
  const prize = prizeIndex === null ? undefined : raffle.prizes[prizeIndex];
  if (prizeIndex === null || !prize) throw new Error("a vacated place has a prize");
  const document = await publish(unit, asked, alternate);
  const claimDeadline = new Date(claimDeadlineMs(prize.type, now.getTime()));
  const promoted = alternate && { id: alternate.id, prizeIndex, claimDeadline };
  await unit.claims.decide(vacancy, { by, at: now, alternate: promoted, document: document.text });
  const facts = { raffleId: raffle.id, vacancyId: vacancy.id, documentSha256: document.sha256 };
  await unit.events.append([
    alternate
      ? raffleEvent(alternatePromoted, { ...facts, awardId: alternate.id, userId: alternate.userId }, now)
      : raffleEvent(noAlternateLeft, facts, now),
  ]);
  await followPlaces(unit, raffle);
  return ok(alternate ? "PROMOTED" : "NO_ALTERNATE");
}

type Published = { readonly text: string; readonly sha256: string };

/** Names places and numbers, never people. */
async function publish(
  { claims, draws }: ClaimsUnit,
  { raffle, vacancy, now, signer }: Promoting,
  alternate: AwardRecord | undefined,
): Promise<Published> {
  const from = await claims.placeOfAward(vacancy.awardId);
  const to = alternate && (await claims.placeOfAward(alternate.id));
  const number = (await claims.decided(raffle.id)) + 1;
  const facts = {
    alg: drawAlgorithm,
    at: instantText(now.getTime()),
    from: { outcome: `${from.outcome} ${from.place}`, ticket: from.ticket },
    number,
    raffle: raffle.id,
    reason: vacancy.reason,
    to: to ? { outcome: `${to.outcome} ${to.place}`, ticket: to.ticket } : null,
  };
  const bytes = canonicalBytes(signDocument(facts, signer));
  const hash = toHex(sha256(bytes));
  await draws.addFile(raffle.id, { name: `promotion-${number}.json`, bytes }, now);
  await draws.lockDrawLog();
  await draws.appendDocument({ kind: "promotion", raffleId: raffle.id, sha256: hash, at: now });
  return { text: textOf(bytes), sha256: hash };
}
