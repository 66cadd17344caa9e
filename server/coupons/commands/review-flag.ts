import "server-only";
import { decideReview, type FlagVerdict } from "@/server/coupons/domain/fraud-flag";
import { fraudFlagReviewed, type FraudFlagReviewed } from "@/server/coupons/events";
import type { FraudUnit } from "@/server/coupons/ports";
import type { Id } from "@/server/kernel/id";
import type { Refusal } from "@/server/kernel/refusal";
import { ok, refuse, type Result } from "@/server/kernel/result";
import type { Ctx, UserActor } from "@/server/platform/ctx";

export type Review = { readonly id: Id<"row">; readonly verdict: FlagVerdict; readonly note: string };

export type Reviewed = { readonly verdict: FlagVerdict; readonly reviewedAt: Date };

/** One person's judgement of a finding, with a note; it stands. */
export const reviewFlag = (
  ctx: Ctx<FraudUnit, UserActor>,
  { id, verdict, note }: Review,
): Promise<Result<Reviewed, Refusal>> =>
  ctx.transact(async (unit) => {
    const flag = await unit.fraud.lockFlag(id);
    if (!flag) return refuse({ kind: "NOT_FOUND" });
    const decided = decideReview(flag, ctx.actor.id);
    if (!decided.ok) return decided;
    const at = await unit.clock.read();
    await unit.fraud.review(id, { verdict, note, by: ctx.actor.id, at });
    const payload: FraudFlagReviewed = { flagId: id, rule: flag.rule, verdict, reviewedBy: ctx.actor.id };
    await unit.events.append([{ type: fraudFlagReviewed.type, aggregateId: id, occurredAt: at, payload }]);
    return ok({ verdict, reviewedAt: at });
  });
