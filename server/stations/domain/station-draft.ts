import type { Fuel } from "@/server/kernel/fuel";
import type { Place } from "@/server/kernel/geo";
import type { Id } from "@/server/kernel/id";

import type { DayHours } from "./opening-hours";
import type { PermitKind, StationSource, StationStatus } from "./station";

export type Pump = { readonly number: number; readonly fuels: readonly Fuel[] };

/** What an admin may set on a station; null empties a field. */
export type StationFields = {
  readonly name: string;
  readonly brand: string | null;
  readonly address: string | null;
  readonly municipality: string | null;
  readonly state: string | null;
  readonly postalCode: string | null;
  readonly services: readonly string[];
  readonly status: StationStatus;
  readonly isOpenAllDay: boolean;
  readonly hours: readonly DayHours[];
  readonly pumps: readonly Pump[];
  readonly acceptsCoupons: boolean;
  /** `2026-01-31`; the network needs one. */
  readonly contractDate: string | null;
};

export type StationDraft = StationFields & {
  readonly id: Id<"station">;
  readonly permit: string;
  readonly permitKind: PermitKind;
  readonly place: Place;
  readonly timeZone: string;
  readonly source: StationSource;
};

/** Only what is to change; a new place brings its zone. A station an admin renames or moves is no longer the feed's. */
export type StationPatch = Partial<StationFields & Pick<StationDraft, "place" | "timeZone" | "source">>;

/** The network takes nobody without a contract that has begun (domain words, "network"). */
export function canJoinNetwork(contractDate: string | null, today: string): boolean {
  return contractDate !== null && contractDate <= today;
}
