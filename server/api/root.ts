import "server-only";
import { authRouter } from "@/server/auth/router";
import { redemptionRouter } from "@/server/coupons/router/redemption";
import { walletRouter } from "@/server/coupons/router/wallet";
import { drawRouter } from "@/server/raffles/router/draw";
import { rafflesRouter } from "@/server/raffles/router/raffles";
import { stationsRouter } from "@/server/stations/router";

import { router } from "./init";

export const appRouter = router({
  auth: authRouter,
  coupons: walletRouter,
  redemptions: redemptionRouter,
  raffles: rafflesRouter,
  draws: drawRouter,
  stations: stationsRouter,
});

export type AppRouter = typeof appRouter;
