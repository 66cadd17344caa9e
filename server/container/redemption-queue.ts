import "server-only";
import { sql } from "drizzle-orm";

import type { Db } from "@/db/client";
import { redeemCoupons, type RedeemAnswer, type RedeemAsk } from "@/server/coupons/commands/redeem-coupons";
import type { RedemptionUnit } from "@/server/coupons/ports";
import type { Ctx } from "@/server/platform/ctx";
import { createGroupCommit, type GroupCommit } from "@/server/platform/group-commit";
import { redemptionBatchSize } from "@/server/platform/metrics";

/** Data page, "A redemption, fast and exact". */
const BOUNDS = { maxBatch: 256, maxQueued: 4_096, maxQueuedPerKey: 512, maxWaitMs: 2_000 } as const;
const MONTHS_AHEAD = 4;

type QueueParts = { db: Db; ctx: Ctx<RedemptionUnit> };

/** The group commit in front of all redemptions of this process. */
export function createRedemptionQueue({ db, ctx }: QueueParts): GroupCommit<RedeemAsk, RedeemAnswer> {
  let ensured = "";

  /** Once a process and month; the daily job does it long before, this makes it certain. */
  async function ensurePartitions(): Promise<void> {
    const month = ctx.now().toISOString().slice(0, 7);
    if (month === ensured) return;
    await db.execute(sql`select ensure_redemption_partitions(${`${month}-01`}::date, ${MONTHS_AHEAD})`);
    ensured = month;
  }

  return createGroupCommit<RedeemAsk, RedeemAnswer>({
    ...BOUNDS,
    aloneKeyOf: (ask) => ask.operation.opId,
    quotaKeyOf: (ask) => ask.couponId,
    commit: async (batch) => {
      await ensurePartitions();
      redemptionBatchSize.observe(batch.length);
      return redeemCoupons(ctx, batch);
    },
    now: () => ctx.now().getTime(),
  });
}
