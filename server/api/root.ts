import "server-only";
import { adsRouter } from "@/server/ads/router/ads";
import { auditRouter } from "@/server/audit/router";
import { authRouter } from "@/server/auth/router";
import { deviceRouter } from "@/server/auth/router/devices";
import { couponControl } from "@/server/coupons/router/control";
import { fraudRouter } from "@/server/coupons/router/fraud";
import { receiptRouter } from "@/server/coupons/router/receipt";
import { redemptionRouter } from "@/server/coupons/router/redemption";
import { shiftRouter } from "@/server/coupons/router/shift";
import { walletRouter } from "@/server/coupons/router/wallet";
import { dashboardRouter } from "@/server/dashboard/router";
import { ledgerRouter } from "@/server/ledger/router";
import { notificationsRouter } from "@/server/notifications/router";
import { paymentsRouter } from "@/server/payments/router";
import { drawRouter } from "@/server/raffles/router/draw";
import { prizesRouter } from "@/server/raffles/router/prizes";
import { rafflesRouter } from "@/server/raffles/router/raffles";
import { stationsRouter } from "@/server/stations/router";

import { mergeRouters, router } from "./init";

export const appRouter = router({
  auth: authRouter,
  devices: deviceRouter,
  coupons: mergeRouters(walletRouter, couponControl),
  redemptions: redemptionRouter,
  shifts: shiftRouter,
  receipts: receiptRouter,
  fraud: fraudRouter,
  raffles: rafflesRouter,
  draws: drawRouter,
  prizes: prizesRouter,
  stations: stationsRouter,
  dashboard: dashboardRouter,
  ledger: ledgerRouter,
  payments: paymentsRouter,
  notifications: notificationsRouter,
  audit: auditRouter,
  ads: adsRouter,
});

export type AppRouter = typeof appRouter;
