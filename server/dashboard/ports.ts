import type { Id } from "@/server/kernel/id";
import type { SharedUnit } from "@/server/platform/unit";

import type { DayTotals } from "./domain/day-totals";

export type TotalsStore = { add(totals: readonly DayTotals[]): Promise<void> };

export type DashboardUnit = SharedUnit & {
  readonly stationTotals: TotalsStore;
  readonly timeZones: (ids: readonly Id<"station">[]) => Promise<ReadonlyMap<Id<"station">, string>>;
};
