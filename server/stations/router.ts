import "server-only";
import { publicProcedure, router } from "@/server/api/init";
import { orNotFound } from "@/server/platform/refused";

import { nearbyStations } from "./queries/nearby-stations";
import { priceHistory, stationById, stationReviews } from "./queries/station-detail";
import { searchStations } from "./queries/station-search";
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

const tags = ["Stations"];
const readable = publicProcedure("station:read");

export const stationsRouter = router({
  nearby: readable
    .meta({ openapi: { method: "GET", path: "/stations/nearby", tags } })
    .input(nearbyInput)
    .output(nearbyOutput)
    .query(async ({ ctx, input }) => ({ stations: await nearbyStations(ctx.db, input, ctx.now()) })),

  search: readable
    .meta({ openapi: { method: "GET", path: "/stations/search", tags } })
    .input(searchInput)
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
});
