import "server-only";
import { sql } from "drizzle-orm";

import type { Tx } from "@/db/client";

import type { TotalsStore } from "./ports";

export const totalsStore = (tx: Tx): TotalsStore => ({
  async add(totals) {
    if (totals.length === 0) return;
    await tx.execute(sql`
      insert into daily_station_totals as d (station_id, day, fuel, redemptions, voids, volume_millilitres, revenue_centavos)
      select t."stationId", t.day, t.fuel, t.redemptions, t.voids, t."volumeMillilitres", t."revenueCentavos"
      from jsonb_to_recordset(${JSON.stringify(totals)}::jsonb) as t("stationId" uuid, day date, fuel fuel, redemptions int,
        voids int, "volumeMillilitres" bigint, "revenueCentavos" bigint)
      on conflict (station_id, day, fuel) do update set
        redemptions = d.redemptions + excluded.redemptions, voids = d.voids + excluded.voids,
        volume_millilitres = d.volume_millilitres + excluded.volume_millilitres,
        revenue_centavos = d.revenue_centavos + excluded.revenue_centavos`);
  },
});
