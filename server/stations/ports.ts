import type { Fuel } from "@/server/kernel/fuel";
import type { Id } from "@/server/kernel/id";
import type { SharedUnit } from "@/server/platform/unit";

import type { BoardCheck } from "./domain/board-check";
import type { KnownStation, RejectedPlace, RejectedPrice, StationRecord } from "./domain/import-plan";
import type { ImportReport } from "./domain/import-report";
import type { PricePeriod, PricePlan } from "./domain/price-period";
import type { PriceRequest, PriceRequestDecision } from "./domain/price-request";
import type { StationDraft, StationPatch } from "./domain/station-draft";
import type { PeopleUnit } from "./ports/people";

export type PricePlanOf = { readonly stationId: Id<"station">; readonly fuel: Fuel; readonly plan: PricePlan };

/** Prices by station and fuel (`priceKey`). */
export type PriceStore = {
  /** Periods that end after `at`. With `lock`, the stations stay locked until the transaction ends, in id order. */
  endingAfter(
    stationIds: readonly Id<"station">[],
    at: Date,
    lock: "lock" | "read",
  ): Promise<ReadonlyMap<string, readonly PricePeriod[]>>;
  /** Those people set, by when they begin, in `[from, to)`. */
  setByPeopleIn(ask: PriceSpan): Promise<readonly { readonly id: string; readonly from: Date }[]>;
  /** Set-wise; throws unless every period named is there. `actorId` is the person who set the prices, if one did. */
  apply(plans: readonly PricePlanOf[], actorId?: Id<"user">): Promise<void>;
};

export type PriceSpan = {
  readonly stationId: Id<"station">;
  readonly fuel: Fuel;
  readonly from: Date;
  readonly to: Date;
};

export type StationStore = {
  /** False where the permit is taken. */
  insert(station: StationDraft): Promise<boolean>;
  /** Locks the row; undefined where there is no station of that id. */
  lock(id: Id<"station">): Promise<LockedStation | undefined>;
  update(id: Id<"station">, patch: StationPatch, at: Date): Promise<void>;
  isAssigned(userId: Id<"user">, stationId: Id<"station">, at: Date): Promise<boolean>;
  /** Replaces an open request for the same fuel. */
  openRequest(request: PriceRequest): Promise<void>;
  /** Locks an open request; undefined where there is none. */
  lockRequest(id: Id<"row">): Promise<PriceRequest | undefined>;
  decideRequest(decision: PriceRequestDecision): Promise<void>;
  noteBoard(checks: readonly BoardCheck[]): Promise<void>;
};

export type LockedStation = {
  readonly acceptsCoupons: boolean;
  readonly contractDate: string | null;
  readonly timeZone: string;
};

export type ImportRunStart = {
  readonly id: Id<"row">;
  readonly feed: string;
  readonly asOf: Date;
  readonly placesSha256: string;
  readonly pricesSha256: string;
};

export type ImportStore = {
  /** False while another import of the feed is at work. */
  begin(run: ImportRunStart): Promise<boolean>;
  touch(runId: Id<"row">): Promise<void>;
  /** Good runs of the feed around an instant: the latest of all, and the first after it. */
  runsAround(feed: string, at: Date): Promise<{ latest: Date | undefined; next: Date | undefined }>;
  known(after: Id<"station"> | undefined, limit: number): Promise<readonly KnownStation[]>;
  insert(records: readonly StationRecord[]): Promise<void>;
  update(records: readonly StationRecord[], at: Date): Promise<void>;
  reject(runId: Id<"row">, rows: readonly RejectedRow[]): Promise<void>;
  finish(runId: Id<"row">, state: "DONE" | "REFUSED" | "FAILED", report: ImportReport | undefined): Promise<void>;
};

export type RejectedRow = { readonly id: Id<"row"> } & (
  | ({ readonly kind: "PLACE" } & RejectedPlace)
  | ({ readonly kind: "PRICE" } & RejectedPrice)
);

export type StationsUnit = SharedUnit &
  PeopleUnit & {
    readonly stations: StationStore;
    readonly prices: PriceStore;
    readonly stationImports: ImportStore;
  };
