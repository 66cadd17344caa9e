import fc from "fast-check";
import { describe, expect } from "vitest";

import { createCallerFactory } from "@/server/api/init";
import type { ApiCtx } from "@/server/container";
import { assignmentsOf, isAssigned, priceAt, stationFacts, stationFactsOf, stationsById } from "@/server/stations/contract";
import { type DayHours, isOpenAt } from "@/server/stations/domain/opening-hours";
import { nearbyStations } from "@/server/stations/queries/nearby-stations";
import { nearbyInput } from "@/server/stations/schemas";
import { stationsRouter } from "@/server/stations/router";
import { newId } from "@/server/container";
import { test } from "@/tests/support/station-test";

const NOW = new Date("2026-11-24T18:00:00Z");
const HERE = { latitude: 20.97, longitude: -89.62 };

type Wish = {
  metresNorth?: number;
  name?: string;
  prices?: Partial<Record<"REGULAR" | "PREMIUM" | "DIESEL", number>>;
  accepts?: boolean;
  status?: string;
  kind?: string;
  isOpenAllDay?: boolean;
  hours?: readonly DayHours[];
  pumps?: readonly { number: number; fuels: string }[];
  origin?: typeof HERE;
};
type Sql = Parameters<Parameters<typeof test>[2] & ((args: { sql: never }) => unknown)>[0]["sql"];
