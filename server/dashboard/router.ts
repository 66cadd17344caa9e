import "server-only";
import { procedure, router } from "@/server/api/init";
import { noInput } from "@/server/kernel/schemas";
import { orNotFound } from "@/server/platform/refused";
import { isAssigned } from "@/server/stations/contract";

import { liabilityOf } from "./queries/liability";
import { overviewOf } from "./queries/overview";
import { settlementOf } from "./queries/settlement";
import { stationDashboardOf } from "./queries/station-dashboard";
import { systemDashboardOf } from "./queries/system-dashboard";
import { userDashboardOf } from "./queries/user-dashboard";
import { userStatisticsOf } from "./queries/user-statistics";
import {
  liability,
  overview,
  settlement,
  settlementInput,
  stationDashboard,
  stationDashboardInput,
  systemDashboard,
  systemDashboardInput,
  userDashboard,
  userStatistics,
} from "./schemas";

const tags = ["Dashboard"];

export const dashboardRouter = router({
  user: procedure("dashboard:own")
    .meta({ openapi: { method: "GET", path: "/dashboard/user", tags } })
    .input(noInput)
    .output(userDashboard)
    .query(({ ctx }) => userDashboardOf(ctx.db, ctx.actor.id)),

  statistics: procedure("dashboard:own")
    .meta({ openapi: { method: "GET", path: "/users/me/statistics", tags } })
    .input(noInput)
    .output(userStatistics)
    .query(({ ctx }) => userStatisticsOf(ctx.db, ctx.actor.id)),

  station: procedure("dashboard:station")
    .meta({ openapi: { method: "GET", path: "/dashboard/station/{id}", tags } })
    .input(stationDashboardInput)
    .output(stationDashboard)
    .query(async ({ ctx, input }) => {
      const { id: userId, role } = ctx.actor;
      const mayLook =
        role !== "STATION_MANAGER" || (await isAssigned(ctx.db, { userId, stationId: input.id, at: ctx.now() }));
      return orNotFound(mayLook ? await stationDashboardOf(ctx.db, input) : undefined);
    }),

  system: procedure("dashboard:system")
    .meta({ openapi: { method: "GET", path: "/dashboard/system", tags } })
    .input(systemDashboardInput)
    .output(systemDashboard)
    .query(({ ctx, input }) => systemDashboardOf(ctx.db, input)),

  overview: procedure("dashboard:system")
    .meta({ openapi: { method: "GET", path: "/dashboard/overview", tags } })
    .input(noInput)
    .output(overview)
    .query(({ ctx }) => overviewOf(ctx.db)),

  /** What stations sold, dispensed and clear with each other, by their own days. */
  settlement: procedure("ledger:read")
    .meta({ openapi: { method: "GET", path: "/ledger/settlement", tags: ["Ledger"] } })
    .input(settlementInput)
    .output(settlement)
    .query(({ ctx, input }) => settlementOf(ctx.db, input)),

  /** What is owed to buyers now. */
  liability: procedure("ledger:read")
    .meta({ openapi: { method: "GET", path: "/ledger/liability", tags: ["Ledger"] } })
    .input(noInput)
    .output(liability)
    .query(({ ctx }) => liabilityOf(ctx.db)),
});
