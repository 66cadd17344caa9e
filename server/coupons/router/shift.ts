import "server-only";
import { procedure, router } from "@/server/api/init";
import { closeShift } from "@/server/coupons/commands/close-shift";
import { openShift } from "@/server/coupons/commands/open-shift";
import { shiftSummary } from "@/server/coupons/queries/shift-summary";
import { openShiftInput, openShiftOutput, shiftKey, shiftSummaryOutput } from "@/server/coupons/schemas/shift";
import { orNotFound, orRefuse } from "@/server/platform/refused";

import { stationsInSight } from "./in-sight";

const tags = ["Shifts"];
const create = procedure("redemption:create");

/** An attendant's working time: it begins with the first redemption or by hand, and ends by hand. */
export const shiftRouter = router({
  open: create
    .meta({ openapi: { method: "POST", path: "/shifts", tags } })
    .input(openShiftInput)
    .output(openShiftOutput)
    .mutation(async ({ ctx, input }) => ({ id: orRefuse(await openShift(ctx, input.stationId)) })),

  close: create
    .meta({ openapi: { method: "POST", path: "/shifts/{id}/close", tags } })
    .input(shiftKey)
    .output(shiftKey)
    .mutation(async ({ ctx, input }) => ({ id: orRefuse(await closeShift(ctx, input.id)).id })),

  byId: procedure("redemption:read")
    .meta({ openapi: { method: "GET", path: "/shifts/{id}", tags } })
    .input(shiftKey)
    .output(shiftSummaryOutput)
    .query(async ({ ctx, input }) => {
      const { id: readerId, role } = ctx.actor;
      // Attendants see their own only, managers those of their stations.
      const stationIds = role === "ATTENDANT" ? [] : await stationsInSight(ctx);
      return orNotFound(await shiftSummary(ctx.db, { id: input.id, readerId, stationIds }));
    }),
});
