import "server-only";
import { procedure, router } from "@/server/api/init";
import { isRedemptionOf } from "@/server/coupons/contract";
import { Refused } from "@/server/platform/refused";

import { availableAdsInput, availableAdsOutput } from "./schemas";

export const adsRouter = router({
  /** The ladder of a person's own redemption; empty while no campaign runs. */
  available: procedure("ad:watch")
    .meta({ openapi: { method: "GET", path: "/ads/available", tags: ["Ads"] } })
    .input(availableAdsInput)
    .output(availableAdsOutput)
    .query(async ({ ctx, input }) => {
      const isOwn = await isRedemptionOf(ctx.db, { redemptionId: input.redemptionId, userId: ctx.actor.id });
      if (!isOwn) throw new Refused({ kind: "NOT_FOUND" });
      return { ads: [] };
    }),
});
