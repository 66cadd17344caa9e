import "server-only";
import type { Id } from "@/server/kernel/id";
import type { Centavos } from "@/server/kernel/money";

import type { Account, Entry } from "./domain/entry";

export {
  captureEntry,
  clearingBackEntry,
  clearingEntry,
  expireEntry,
  feeEntry,
  prizeEntry,
  redeemEntry,
  reinstateEntry,
  voidEntry,
  type Account,
  type Entry,
} from "./domain/entry";
export {
  disputeEntry,
  disputeLostEntry,
  disputeReturnedEntry,
  disputeWithdrawnEntry,
  disputeWonEntry,
  lateCaptureEntry,
  refundEntry,
  refundPaidEntry,
  refundReturnedEntry,
} from "./domain/debts";
export { type ClearingEntry, clearingEntriesAbout, clearingEntriesIn } from "./queries/clearing-entries";

/** Posts inside the caller's transaction. A movement that was posted before (`code`, `ref`) is a fault, never a silence. */
export type LedgerPoster = {
  post(entries: readonly Entry[], at: Date): Promise<void>;
  /** What stands to the credit of an account for one coupon; exact while the caller holds the coupon's lock. */
  ofCoupon(couponId: Id<"coupon">, account: Account): Promise<Centavos>;
};
