import "server-only";
import { couponRedeemed, redemptionVoided } from "@/server/coupons/events";
import type { LoggedEvent } from "@/server/platform/logged-event";
import type { Subscription } from "@/server/platform/subscriptions";

import { dayTotals, type Movement } from "./domain/day-totals";
import type { DashboardUnit } from "./ports";

/** Throws on a payload that is not as its event promises: the event is then parked. */
function movementOf(event: LoggedEvent): Movement {
  const isVoid = event.type === redemptionVoided.type;
  const of = (isVoid ? redemptionVoided : couponRedeemed).payload.parse(event.payload);
  const { stationId, fuel, volumeMillilitres, pesosCentavos } = of;
  return {
    sign: isVoid ? -1 : 1,
    stationId,
    fuel,
    volumeMillilitres,
    pesosCentavos,
    redeemedAt: new Date(of.redeemedAt),
  };
}

/** Keeps `daily_station_totals`; each event counts once, because the cursor moves in the same transaction. */
export const stationTotals: Subscription<DashboardUnit> = {
  name: "station-totals",
  eventTypes: [couponRedeemed.type, redemptionVoided.type],
  apply: async (unit, events) => {
    const movements = events.map(movementOf);
    const zones = await unit.timeZones([...new Set(movements.map((movement) => movement.stationId))]);
    const zoneOf = (id: Movement["stationId"]): string => {
      const zone = zones.get(id);
      if (zone === undefined) throw new Error("a redemption at a station nobody knows");
      return zone;
    };
    await unit.stationTotals.add(dayTotals(movements, zoneOf));
  },
};
