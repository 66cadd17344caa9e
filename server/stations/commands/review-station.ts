import "server-only";
import type { Refusal } from "@/server/kernel/refusal";
import { ok, refuse, type Result } from "@/server/kernel/result";
import type { Ctx, UserActor } from "@/server/platform/ctx";
import { mayReview, type Review } from "@/server/stations/domain/review";
import { type StationReviewed, stationReviewed } from "@/server/stations/events";
import type { StationsUnit } from "@/server/stations/ports";

export type ReviewAsk = Pick<Review, "stationId" | "redemptionId" | "stars" | "body">;

/**
 * Somebody who dispensed at a station says how it was, once a redemption and within 90 days. `NOT_FOUND`: no such redemption
 * of theirs at that station; `STATE_CONFLICT`: it is reviewed, voided or too old.
 */
export function reviewStation(ctx: Ctx<StationsUnit, UserActor>, ask: ReviewAsk): Promise<Result<Review, Refusal>> {
  return ctx.transact(async ({ stations, reviews, redemptionOf, events, clock }) => {
    const redemption = await redemptionOf(ctx.actor.id, ask.redemptionId);
    if (redemption?.stationId !== ask.stationId || !(await stations.lock(ask.stationId)))
      return refuse({ kind: "NOT_FOUND" });
    const now = await clock.read();
    if (!mayReview(redemption, now)) return refuse({ kind: "STATE_CONFLICT" });
    const review: Review = { ...ask, id: ctx.newId("row"), userId: ctx.actor.id, at: now };
    if (!(await reviews.add(review))) return refuse({ kind: "STATE_CONFLICT" });
    const { id: reviewId, stationId, redemptionId, stars } = review;
    const payload: StationReviewed = { reviewId, stationId, redemptionId, stars };
    await events.append([{ type: stationReviewed.type, aggregateId: stationId, occurredAt: now, payload }]);
    return ok(review);
  });
}
