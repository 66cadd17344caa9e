import { expect, test } from "vitest";

import { asId } from "@/server/kernel/id";

import { dayTotals, type Movement } from "./day-totals";

const station = asId("station", "00000000-0000-7000-8000-000000000001");
const border = asId("station", "00000000-0000-7000-8000-000000000002");
const zoneOf = (id: string) => (id === border ? "America/Tijuana" : "America/Mexico_City");

const sale = (over: Partial<Movement>): Movement => ({
  sign: 1,
  stationId: station,
  fuel: "REGULAR",
  volumeMillilitres: 20_000,
  pesosCentavos: 47_000,
  redeemedAt: new Date("2026-11-24T05:59:59Z"),
  ...over,
});

test("sums by station, local day and fuel, voids net", () => {
  const midnight = new Date("2026-11-24T06:00:00Z");
  const totals = dayTotals(
    [
      sale({}),
      sale({ redeemedAt: midnight }),
      sale({ redeemedAt: midnight, fuel: "DIESEL" }),
      sale({ redeemedAt: midnight, sign: -1 }),
      sale({ redeemedAt: midnight, stationId: border }),
    ],
    zoneOf,
  );
  expect(totals).toEqual([
    {
      stationId: station,
      day: "2026-11-23",
      fuel: "REGULAR",
      redemptions: 1,
      voids: 0,
      volumeMillilitres: 20_000,
      revenueCentavos: 47_000,
    },
    {
      stationId: station,
      day: "2026-11-24",
      fuel: "REGULAR",
      redemptions: 1,
      voids: 1,
      volumeMillilitres: 0,
      revenueCentavos: 0,
    },
    {
      stationId: station,
      day: "2026-11-24",
      fuel: "DIESEL",
      redemptions: 1,
      voids: 0,
      volumeMillilitres: 20_000,
      revenueCentavos: 47_000,
    },
    {
      stationId: border,
      day: "2026-11-23",
      fuel: "REGULAR",
      redemptions: 1,
      voids: 0,
      volumeMillilitres: 20_000,
      revenueCentavos: 47_000,
    },
  ]);
});
