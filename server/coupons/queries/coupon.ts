import "server-only";
import { sql } from "drizzle-orm";

import type { ReadDb } from "@/db/client";
import type { CouponView } from "@/server/coupons/domain/coupon-view";
import type { Id } from "@/server/kernel/id";

import { couponViewsOf } from "./coupon-views";

type Owned = { readonly id: Id<"coupon">; readonly userId: Id<"user"> };

/** Undefined unless it is this person's. */
export async function couponOf(db: ReadDb, { id, userId }: Owned): Promise<CouponView | undefined> {
  const [view] = await couponViewsOf(db, sql`where id = ${id} and user_id = ${userId}`);
  return view;
}
