import type { Place } from "@/server/kernel/geo";
import type { Id } from "@/server/kernel/id";
import type { Refusal } from "@/server/kernel/refusal";
import { ok, refuse, type Result } from "@/server/kernel/result";

import type { Finding, RedemptionTraits } from "./fraud-rule";

/** A finding with whom and what it is about, as it is kept. */
export type NewFlag = Finding & {
  readonly redemptionId: Id<"redemption"> | null;
  readonly couponId: Id<"coupon"> | null;
  readonly attendantId: Id<"user"> | null;
  readonly stationId: Id<"station"> | null;
  readonly flaggedAt: Date;
};

/** A redemption with what can be counted of it; where the pump stood and when it was open, another context knows. */
export type CountedRedemption = Omit<RedemptionTraits, "metersAway" | "localDay" | "isOpen"> & {
  readonly place: Place | undefined;
};

export type FraudStore = {
  count(ids: readonly Id<"redemption">[]): Promise<readonly CountedRedemption[]>;
  /** How many codes each showed that are none of ours, in the stretch that ends then; in the order of the asks. */
  refusedBy(asks: readonly { readonly actorId: Id<"user">; readonly at: Date }[]): Promise<readonly number[]>;
  /** A matter that is flagged already stays as it is. */
  save(flags: readonly NewFlag[]): Promise<void>;
  lockFlag(id: Id<"row">): Promise<ReviewableFlag | undefined>;
  review(id: Id<"row">, review: FlagReview): Promise<void>;
};

export type ReviewableFlag = {
  readonly attendantId: Id<"user"> | null;
  readonly rule: string;
  readonly verdict: FlagVerdict | null;
};

export type FlagReview = {
  readonly verdict: FlagVerdict;
  readonly note: string;
  readonly by: Id<"user">;
  readonly at: Date;
};

export const FLAG_VERDICTS = ["DISMISSED", "CONFIRMED"] as const;
export type FlagVerdict = (typeof FLAG_VERDICTS)[number];

/** One review with a note, by somebody the flag is not about; it stands. */
export function decideReview(
  flag: Pick<ReviewableFlag, "attendantId" | "verdict">,
  reviewerId: Id<"user">,
): Result<true, Refusal> {
  if (flag.attendantId === reviewerId) return refuse({ kind: "ACCESS_DENIED" });
  return flag.verdict === null ? ok(true) : refuse({ kind: "STATE_CONFLICT" });
}
