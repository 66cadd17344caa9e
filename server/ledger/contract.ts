import type { Entry } from "./domain/entry";

export {
  captureEntry,
  expireEntry,
  redeemEntry,
  refundEntry,
  refundPaidEntry,
  voidEntry,
  type Account,
  type Entry,
} from "./domain/entry";

/** Posts inside the caller's transaction. A movement that was posted before (`code`, `ref`) is a fault, never a silence. */
export type LedgerPoster = {
  post(entries: readonly Entry[], at: Date): Promise<void>;
};
