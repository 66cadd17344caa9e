import "server-only";
import { limitedBy, procedure, publicProcedure, router } from "@/server/api/init";
import type { ApiCtx } from "@/server/container";
import type { Id } from "@/server/kernel/id";
import { formatPrice } from "@/server/kernel/money";
import { instant } from "@/server/kernel/time";
import { orNotFound, orRefuse } from "@/server/platform/refused";

import { changePrice } from "./commands/change-price";
import { createStation } from "./commands/create-station";
import { decidePriceChange } from "./commands/decide-price-change";
import { updateStation } from "./commands/update-station";
import { priceHistory, stationById, stationReviews } from "./queries/station-detail";
import { priceRequests, stationDirectory } from "./queries/station-directory";
import { searchStations } from "./queries/station-search";
import { peopleProcedures } from "./router/people";
import { priceBoardProcedures } from "./router/price-board";
import {
  nearbyInput,
  nearbyOutput,
  pricesInput,
  pricesOutput,
  reviewsInput,
  reviewsOutput,
  searchInput,
  stationDetail,
  stationInput,
  stationsPage,
} from "./schemas";
import {
  changePriceInput,
  changePriceOutput,
  createStationInput,
  decidePriceInput,
  decidePriceOutput,
  directoryInput,
  directoryOutput,
  priceRequestsInput,
  priceRequestsOutput,
  updateStationInput,
} from "./schemas/managing";

const tags = ["Stations"];
const readable = publicProcedure("station:read");

/** What a change left, read in its own transaction: a repeated request gets the same answer. */
const detailAfter = (ctx: ApiCtx, id: Id<"station">) =>
  ctx.transact(async ({ tx }) => orNotFound(await stationById(tx, id, ctx.now())));

export const stationsRouter = router({
  ...priceBoardProcedures,
  ...peopleProcedures,

  nearby: readable
    .meta({ openapi: { method: "GET", path: "/stations/nearby", tags } })
    .input(nearbyInput)
    .use(limitedBy("stationSearch", "strangers"))
    .output(nearbyOutput)
    .query(async ({ ctx, input }) => ({ stations: await ctx.services.findNearby(input, ctx.now()) })),

  search: readable
    .meta({ openapi: { method: "GET", path: "/stations/search", tags } })
    .input(searchInput)
    .use(limitedBy("stationSearch", "strangers"))
    .output(stationsPage)
    .query(async ({ ctx, input }) => {
      const { rows, nextCursor } = await searchStations(ctx.db, input, ctx.now());
      return { stations: [...rows], nextCursor };
    }),

  byId: readable
    .meta({ openapi: { method: "GET", path: "/stations/{id}", tags } })
    .input(stationInput)
    .output(stationDetail)
    .query(async ({ ctx, input }) => orNotFound(await stationById(ctx.db, input.id, ctx.now()))),

  prices: readable
    .meta({ openapi: { method: "GET", path: "/stations/{id}/prices", tags } })
    .input(pricesInput)
    .output(pricesOutput)
    .query(async ({ ctx, input }) => {
      const { rows, nextCursor } = orNotFound(await priceHistory(ctx.db, input));
      return { prices: [...rows], nextCursor };
    }),

  reviews: readable
    .meta({ openapi: { method: "GET", path: "/stations/{id}/reviews", tags } })
    .input(reviewsInput)
    .output(reviewsOutput)
    .query(async ({ ctx, input }) => {
      const { rows, nextCursor } = orNotFound(await stationReviews(ctx.db, input));
      return { reviews: [...rows], nextCursor };
    }),

  changePrice: procedure("station:price")
    .meta({ openapi: { method: "PUT", path: "/stations/{id}/prices", tags } })
    .input(changePriceInput)
    .output(changePriceOutput)
    .mutation(async ({ ctx, input }) => {
      const { id: stationId, fuelType: fuel, price, effectiveFrom } = input;
      const from = effectiveFrom === undefined ? undefined : new Date(effectiveFrom);
      const changed = orRefuse(await changePrice(ctx, { stationId, fuel, price, effectiveFrom: from }));
      if (changed.state === "PENDING_APPROVAL") ctx.answerHeaders.set("x-status", "202");
      return {
        state: changed.state,
        fuelType: fuel,
        price: formatPrice(changed.price),
        effectiveFrom: changed.effectiveFrom === null ? null : instant(changed.effectiveFrom),
        requestId: changed.requestId,
      };
    }),

  directory: procedure("station:inspect")
    .meta({ openapi: { method: "GET", path: "/stations", tags } })
    .input(directoryInput)
    .output(directoryOutput)
    .query(async ({ ctx, input }) => {
      const { rows, nextCursor } = await stationDirectory(ctx.db, input, ctx.now());
      return { stations: [...rows], nextCursor };
    }),

  create: procedure("station:manage")
    .meta({ openapi: { method: "POST", path: "/stations", tags, successDescription: "Created" } })
    .input(createStationInput)
    .output(stationDetail)
    .mutation(async ({ ctx, input }) => {
      const { id } = orRefuse(await createStation(ctx, input));
      ctx.answerHeaders.set("x-status", "201");
      return detailAfter(ctx, id);
    }),

  update: procedure("station:manage")
    .meta({ openapi: { method: "PATCH", path: "/stations/{id}", tags } })
    .input(updateStationInput)
    .output(stationDetail)
    .mutation(async ({ ctx, input }) => {
      const { id } = orRefuse(await updateStation(ctx, input));
      return detailAfter(ctx, id);
    }),

  priceRequests: procedure("station:inspect")
    .meta({ openapi: { method: "GET", path: "/stations/price-requests", tags } })
    .input(priceRequestsInput)
    .output(priceRequestsOutput)
    .query(async ({ ctx, input }) => {
      const { rows, nextCursor } = await priceRequests(ctx.db, input);
      return { requests: [...rows], nextCursor };
    }),

  decidePrice: procedure("station:manage")
    .meta({ openapi: { method: "POST", path: "/stations/price-requests/{id}/decide", tags } })
    .input(decidePriceInput)
    .output(decidePriceOutput)
    .mutation(async ({ ctx, input }) => {
      const { id, decision } = orRefuse(await decidePriceChange(ctx, input));
      return { id, state: decision };
    }),
});
