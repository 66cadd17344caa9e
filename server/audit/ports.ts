import type { SharedUnit } from "@/server/platform/unit";

import type { ChainHead, Seal } from "./domain/seal";

export type AuditStore = {
  /** The last row, or the empty chain. The caller holds the subscription's row: nobody else appends. */
  head(): Promise<ChainHead>;
  append(seals: readonly Seal[]): Promise<void>;
};

export type AuditUnit = SharedUnit & { readonly audit: AuditStore };
