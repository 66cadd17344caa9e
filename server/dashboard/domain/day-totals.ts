import type { Fuel } from "@/server/kernel/fuel";
import type { Id } from "@/server/kernel/id";
import { localDay } from "@/server/kernel/time";

/** One redemption (+1) or one void (−1) of a redemption, at the instant of the redemption. */
export type Movement = {
  readonly sign: 1 | -1;
  readonly stationId: Id<"station">;
  readonly fuel: Fuel;
  readonly volumeMillilitres: number;
  readonly pesosCentavos: number;
  readonly redeemedAt: Date;
};

/** What one batch of events adds to a station's local day (`2026-11-24`, in the station's zone). */
export type DayTotals = {
  readonly stationId: Id<"station">;
  readonly day: string;
  readonly fuel: Fuel;
  readonly redemptions: number;
  readonly voids: number;
  readonly volumeMillilitres: number;
  readonly revenueCentavos: number;
};

/**
 * `redemptions` counts voided ones too, `voids` says how many; volume and revenue are net. A void counts on the local day
 * of its redemption, which is also its own: nobody may void later.
 */
export function dayTotals(movements: readonly Movement[], zoneOf: (station: Id<"station">) => string): DayTotals[] {
  const totals = new Map<string, DayTotals>();
  for (const { sign, stationId, fuel, volumeMillilitres, pesosCentavos, redeemedAt } of movements) {
    const day = localDay(redeemedAt, zoneOf(stationId));
    const key = `${stationId} ${day} ${fuel}`;
    const before = totals.get(key);
    totals.set(key, {
      stationId,
      day,
      fuel,
      redemptions: (before?.redemptions ?? 0) + (sign === 1 ? 1 : 0),
      voids: (before?.voids ?? 0) + (sign === -1 ? 1 : 0),
      volumeMillilitres: (before?.volumeMillilitres ?? 0) + sign * volumeMillilitres,
      revenueCentavos: (before?.revenueCentavos ?? 0) + sign * pesosCentavos,
    });
  }
  return [...totals.values()];
}
