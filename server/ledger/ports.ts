import type { Id } from "@/server/kernel/id";
import type { SharedUnit } from "@/server/platform/unit";

import type { LedgerPoster } from "./contract";

export type ClearingUnit = SharedUnit & {
  readonly ledger: LedgerPoster;
  /** The station each coupon was sold for; those sold for the whole network are left out. */
  readonly salePlaces: (ids: readonly Id<"coupon">[]) => Promise<ReadonlyMap<Id<"coupon">, Id<"station">>>;
};
