import "server-only";
import { sql } from "drizzle-orm";

import type { Tx } from "@/db/client";
import { pricePeriods, pumps, stationHours, stations } from "@/db/schema/stations";
import { FUELS } from "@/server/kernel/fuel";
import type { Id, NewId } from "@/server/kernel/id";

import type { Chance } from "./chance";
import { demoStations, type DemoStation } from "./demo-stations";

export type PlantedStation = DemoStation & { readonly id: Id<"station"> };

const WEEK_MS = 7 * 86_400_000;
const WEEKS = 26;
/** 1/10 000 MXN per litre, as of the first week. */
const STARTING = { REGULAR: 234_900, PREMIUM: 257_900, DIESEL: 262_900 } as const;

/** Stations with pumps, hours, and half a year of weekly prices up to now. */
export async function plantStations(
  tx: Tx,
  { now, newId, chance }: { now: Date; newId: NewId; chance: Chance },
): Promise<PlantedStation[]> {
  const planted = demoStations.map((station) => ({ ...station, id: newId("station") }));
  await tx.insert(stations).values(planted.map(stationRow));
  await tx.insert(pumps).values(planted.flatMap(pumpRows));
  await tx.insert(stationHours).values(planted.filter((station) => !station.isOpenAllDay).flatMap(hourRows));
  const periods = planted.flatMap((station) => periodRows(station, { now, newId, chance }));
  for (let i = 0; i < periods.length; i += 500) await tx.insert(pricePeriods).values(periods.slice(i, i + 500));
  return planted;
}

const stationRow = (station: PlantedStation, n: number) => ({
  id: station.id,
  permit: `PL/9${String(n + 1).padStart(4, "0")}/EXP/ES/2026`,
  name: station.name,
  brand: station.brand,
  address: station.address,
  municipality: station.municipality,
  state: station.state,
  postalCode: station.postalCode,
  location: { latitude: station.latitude, longitude: station.longitude },
  timeZone: station.timeZone,
  acceptsCoupons: station.isNetwork,
  contractDate: station.isNetwork ? "2026-01-15" : null,
  isOpenAllDay: station.isOpenAllDay,
  services: station.isNetwork ? ["tienda", "aire", "baños"] : ["aire"],
  source: "ADMIN",
});

const pumpRows = (station: PlantedStation) =>
  Array.from({ length: station.pumps }, (_, n) => ({ stationId: station.id, number: n + 1, fuels: [...FUELS] }));

const hourRows = (station: PlantedStation) =>
  [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({
    stationId: station.id,
    weekday,
    opensAt: "06:00",
    closesAt: weekday > 5 ? "22:00" : "23:00",
  }));

type Growing = { now: Date; newId: NewId; chance: Chance };

function periodRows(station: PlantedStation, { now, newId, chance }: Growing) {
  return FUELS.flatMap((fuel) => {
    let price = STARTING[fuel] + chance.between(-60, 60) * 100;
    return Array.from({ length: WEEKS }, (_, week) => {
      price += chance.between(-12, 14) * 100;
      const from = new Date(now.getTime() - (WEEKS - week) * WEEK_MS);
      const to = week === WEEKS - 1 ? "" : new Date(from.getTime() + WEEK_MS).toISOString();
      return {
        id: newId("row"),
        stationId: station.id,
        fuel,
        priceTenthMilli: price,
        valid: `[${from.toISOString()},${to})`,
        source: "ADMIN",
        recordedAt: sql`${from.toISOString()}::timestamptz`,
      };
    });
  });
}
