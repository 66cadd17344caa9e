import "server-only";
import { procedure } from "@/server/api/init";
import { instant } from "@/server/kernel/time";
import { orRefuse } from "@/server/platform/refused";
import { assignStaff } from "@/server/stations/commands/assign-staff";
import { endAssignment } from "@/server/stations/commands/end-assignment";
import { reviewStation } from "@/server/stations/commands/review-station";
import { reviewBy } from "@/server/stations/queries/station-detail";
import { stationStaff } from "@/server/stations/queries/station-staff";
import {
  assignInput,
  assignmentOutput,
  endAssignmentInput,
  ownReviewInput,
  ownReviewOutput,
  reviewInput,
  reviewOutput,
  staffInput,
  staffOutput,
} from "@/server/stations/schemas/people";

const tags = ["Stations"];

/** Who works at a station, and what its customers say of it. */
export const peopleProcedures = {
  staff: procedure("station:inspect")
    .meta({ openapi: { method: "GET", path: "/stations/{id}/staff", tags } })
    .input(staffInput)
    .output(staffOutput)
    .query(async ({ ctx, input }) => ({ staff: await stationStaff(ctx.db, input.id) })),

  assign: procedure("station:manage")
    .meta({ openapi: { method: "POST", path: "/stations/{id}/staff", tags, successDescription: "Created" } })
    .input(assignInput)
    .output(assignmentOutput)
    .mutation(async ({ ctx, input }) => {
      const assigned = orRefuse(await assignStaff(ctx, { stationId: input.id, userId: input.userId }));
      ctx.answerHeaders.set("x-status", "201");
      return assigned;
    }),

  endAssignment: procedure("station:manage")
    .meta({ openapi: { method: "POST", path: "/stations/{id}/staff/{assignmentId}/end", tags } })
    .input(endAssignmentInput)
    .output(assignmentOutput)
    .mutation(async ({ ctx, input: { id: stationId, assignmentId } }) =>
      orRefuse(await endAssignment(ctx, { stationId, assignmentId })),
    ),

  ownReview: procedure("station:review")
    .meta({ openapi: { method: "GET", path: "/redemptions/{redemptionId}/review", tags } })
    .input(ownReviewInput)
    .output(ownReviewOutput)
    .query(async ({ ctx, input }) => ({
      review: (await reviewBy(ctx.db, { userId: ctx.actor.id, ...input })) ?? null,
    })),

  review: procedure("station:review")
    .meta({ openapi: { method: "POST", path: "/stations/{id}/reviews", tags, successDescription: "Created" } })
    .input(reviewInput)
    .output(reviewOutput)
    .mutation(async ({ ctx, input: { id: stationId, ...said } }) => {
      const { id, stars, body, at } = orRefuse(await reviewStation(ctx, { stationId, ...said }));
      ctx.answerHeaders.set("x-status", "201");
      return { id, stars, body, createdAt: instant(at) };
    }),
};
