import "server-only";
import { sql } from "drizzle-orm";

import type { ReadDb } from "@/db/client";
import type { CouponStatus } from "@/server/coupons/domain/coupon-status";
import type { CouponView } from "@/server/coupons/domain/coupon-view";
import { type Id, isUuid } from "@/server/kernel/id";

import { couponViewsOf } from "./coupon-views";

type Wallet = {
  readonly userId: Id<"user">;
  readonly status: CouponStatus | undefined;
  readonly limit: number;
  /** The last id of the page before. */
  readonly cursor: string | undefined;
};

type Page = { readonly coupons: CouponView[]; readonly nextCursor: string | null };

/** A person's coupons, newest first (ids are made in time order); undefined for a cursor that is none of ours. */
export async function couponsOf(db: ReadDb, { userId, status, limit, cursor }: Wallet): Promise<Page | undefined> {
  if (cursor !== undefined && !isUuid(cursor)) return undefined;
  const coupons = await couponViewsOf(
    db,
    sql`where user_id = ${userId}
          ${status === undefined ? sql`` : sql`and status = ${status}`}
          ${cursor === undefined ? sql`` : sql`and (created_at, id) < (select created_at, id from coupons where id = ${cursor} and user_id = ${userId})`}
        order by created_at desc, id desc limit ${limit + 1}`,
  );
  const shown = coupons.slice(0, limit);
  return { coupons: shown, nextCursor: coupons.length > limit ? (shown.at(-1)?.id ?? null) : null };
}
