import "server-only";
import { stationsRouter } from "@/server/stations/router";

import { router } from "./init";

export const appRouter = router({ stations: stationsRouter });

export type AppRouter = typeof appRouter;
