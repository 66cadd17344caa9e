import type { Fuel } from "@/server/kernel/fuel";
import type { Place } from "@/server/kernel/geo";
import type { Id } from "@/server/kernel/id";
import type { TenthMilli } from "@/server/kernel/money";

import type { StationStatus } from "./station";

/** One question of a redemption: may this attendant dispense this fuel at this pump, and at what price? */
export type FactsAsk = {
  readonly stationId: Id<"station">;
  readonly pumpNumber: number;
  readonly fuel: Fuel;
  readonly attendantId: Id<"user">;
};

/** The answer at one instant. `station` is undefined where there is none of that id; the rest is then empty too. */
export type StationFacts = {
  readonly station: FactsStation | undefined;
  /** Undefined where the hours are unknown. A flag only: hours never refuse. */
  readonly isOpen: boolean | undefined;
  /** What the pump offers; undefined where the station has no pump of that number. */
  readonly pumpFuels: readonly Fuel[] | undefined;
  /** The price of the asked fuel at that instant; undefined where there is none. */
  readonly price: TenthMilli | undefined;
  /** The attendant holds an assignment at this station that is valid at that instant. */
  readonly isAssigned: boolean;
};

export type FactsStation = {
  readonly id: Id<"station">;
  readonly name: string;
  readonly status: StationStatus;
  readonly acceptsCoupons: boolean;
  readonly timeZone: string;
  readonly place: Place;
};

/** Who works where; `validTo` is null while nobody ended it. */
export type StaffAssignment = {
  readonly stationId: Id<"station">;
  readonly stationName: string;
  readonly validFrom: Date;
  readonly validTo: Date | null;
};
