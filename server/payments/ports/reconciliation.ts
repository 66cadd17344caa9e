import type { Id } from "@/server/kernel/id";
import type { LedgerPoster } from "@/server/ledger/contract";
import type { SharedUnit } from "@/server/platform/unit";

import type { ServiceMovement } from "../domain/movement";
import type { compareDay } from "../domain/reconciliation";
import type { Anomaly } from "../domain/standing";
import type { OrderStore } from "./orders";

/** One comparison of one day; `fees` in centavos. */
export type Reconciliation = {
  readonly id: Id<"row">;
  readonly day: string;
  readonly runBy: string;
  readonly ranAt: Date;
  readonly movements: number;
  readonly entries: number;
  readonly matched: number;
  readonly differences: number;
  readonly fees: number;
};

type Span = { readonly from: Date; readonly to: Date };

export type ReconciliationStore = {
  /** Keeps the service's lines; answers those that are new. */
  record(
    told: readonly (ServiceMovement & { readonly rowId: Id<"row"> })[],
    at: Date,
  ): Promise<readonly { readonly id: Id<"row">; readonly fee: number; readonly currency: string }[]>;
  sides(span: Span): Promise<Parameters<typeof compareDay>[0]>;
  feesBetween(span: Span): Promise<number>;
  keep(run: Reconciliation): Promise<void>;
  /** Days that the job compared, from that one on. */
  comparedDays(since: string): Promise<ReadonlySet<string>>;
  /** Undefined where there is none, or somebody resolved it before. */
  resolve(id: Id<"row">, finding: { by: Id<"user">; note: string; at: Date }): Promise<Anomaly | undefined>;
  anomalyExists(id: Id<"row">): Promise<boolean>;
};

export type ReconciliationUnit = SharedUnit & {
  readonly orders: Pick<OrderStore, "noteAnomaly">;
  readonly reconciliation: ReconciliationStore;
  readonly ledger: LedgerPoster;
};
