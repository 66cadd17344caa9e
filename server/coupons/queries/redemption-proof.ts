import "server-only";
import type { ReadDb } from "@/db/client";
import { namesOf } from "@/server/auth/contract";
import { initialsOf } from "@/server/coupons/domain/initials";
import type { Id } from "@/server/kernel/id";

import { receiptWords } from "./receipt";
import { redemptionsOfCoupon } from "./redemptions";

type Ask = {
  readonly couponId: Id<"coupon">;
  readonly redemptionId: Id<"redemption">;
  readonly ownerId: Id<"user">;
  /** Who signs receipts. */
  readonly iss: string;
};

/** Everything a printed receipt of one redemption says; undefined where it is not of this person's coupon. */
export async function redemptionProof(db: ReadDb, { couponId, redemptionId, ownerId, iss }: Ask) {
  const page = await redemptionsOfCoupon(db, { couponId, ownerId, limit: 1, only: redemptionId });
  const row = page?.redemptions[0];
  if (!row) return undefined;
  const words = await receiptWords(db, { id: redemptionId, reader: { kind: "owner", userId: ownerId }, iss });
  if (!words) throw new Error("a redemption that was just read is gone");
  const names = await namesOf(db, [row.attendantId]);
  return {
    ...row,
    ticketsEarned: words.ticketsGenerated,
    priceSince: words.priceSince,
    attendantInitials: initialsOf(names.get(row.attendantId)),
    ticketsReason: words.ticketsReason,
  };
}
