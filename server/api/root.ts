import "server-only";
import { redemptionRouter } from "@/server/coupons/router/redemption";
import { stationsRouter } from "@/server/stations/router";

import { router } from "./init";

export const appRouter = router({ redemptions: redemptionRouter, stations: stationsRouter });

export type AppRouter = typeof appRouter;
