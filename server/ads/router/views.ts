import "server-only";
import { procedure, router } from "@/server/api/init";
import { redemptionBehindOf } from "@/server/coupons/contract";
import { asId } from "@/server/kernel/id";
import { instant } from "@/server/kernel/time";
import { orNotFound, orRefuse } from "@/server/platform/refused";
import { stationsById } from "@/server/stations/contract";

import { clickAd } from "../commands/click-ad";
import { completeView } from "../commands/complete-view";
import { startView } from "../commands/start-view";
import { beatView } from "../commands/watch-view";
import { ladderOf } from "../queries/ladder";
import {
  availableAdsInput,
  availableAdsOutput,
  beatInput,
  beatOutput,
  clickOutput,
  completeOutput,
  startViewInput,
  startViewOutput,
  viewKeyInput,
} from "../schemas/view";

const tags = ["Ads"];
const watch = procedure("ad:watch");

/** What a customer does with ads. Answers with tokens are never stored: hence no kept operations here. */
export const viewRouter = router({
  available: watch
    .meta({ openapi: { method: "GET", path: "/ads/available", tags, protect: true } })
    .input(availableAdsInput)
    .output(availableAdsOutput)
    .query(async ({ ctx, input }) => {
      const redemption = orNotFound(await redemptionBehindOf(ctx.db, input.redemptionId));
      const own = orNotFound(redemption.userId === ctx.actor.id ? redemption : undefined);
      const station = orNotFound((await stationsById(ctx.db, [own.stationId])).get(own.stationId));
      const { ads, startBefore, ...ladder } = await ladderOf(ctx.db, { redemption: own, station, now: ctx.now() });
      return {
        ...ladder,
        ads: ads.map((ad) => ({ ...ad, id: asId("creative", ad.id) })),
        startBefore: instant(startBefore),
      };
    }),

  start: watch
    .meta({ openapi: { method: "POST", path: "/ads/sessions", tags, protect: true }, operation: "none" })
    .input(startViewInput)
    .output(startViewOutput)
    .mutation(async ({ ctx, input }) => orRefuse(await startView(ctx, input))),

  beat: watch
    .meta({ openapi: { method: "POST", path: "/ads/sessions/{id}/heartbeat", tags, protect: true }, operation: "none" })
    .input(beatInput)
    .output(beatOutput)
    .mutation(async ({ ctx, input: { id, token, visible } }) => {
      const { visibleMs, neededMs, isEnough } = orRefuse(await beatView(ctx, { id, token, isVisible: visible }));
      return { visibleSeconds: visibleMs / 1_000, neededSeconds: neededMs / 1_000, isEnough };
    }),

  complete: watch
    .meta({ openapi: { method: "POST", path: "/ads/sessions/{id}/complete", tags, protect: true } })
    .input(viewKeyInput)
    .output(completeOutput)
    .mutation(async ({ ctx, input }) => {
      const { tickets, total } = orRefuse(await completeView(ctx, input));
      return { bonusTicketsGenerated: tickets, totalTickets: total };
    }),

  click: watch
    .meta({ openapi: { method: "POST", path: "/ads/sessions/{id}/click", tags, protect: true }, operation: "none" })
    .input(viewKeyInput)
    .output(clickOutput)
    .mutation(async ({ ctx, input }) => ({ url: orRefuse(await clickAd(ctx, input)) })),
});
