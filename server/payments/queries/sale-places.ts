import "server-only";
import { sql } from "drizzle-orm";

import type { ReadDb } from "@/db/client";
import { asId, type Id } from "@/server/kernel/id";

/** The station each coupon was bought for, whatever it was changed to since; the network's coupons are left out. */
export async function salePlacesOf(
  db: Pick<ReadDb, "execute">,
  couponIds: readonly Id<"coupon">[],
): Promise<ReadonlyMap<Id<"coupon">, Id<"station">>> {
  if (couponIds.length === 0) return new Map();
  const rows = await db.execute<{ coupon_id: string; station_id: string }>(sql`
    select coupon_id, station_id from orders
    where coupon_id = any(${sql.param([...couponIds])}::uuid[]) and station_id is not null`);
  return new Map([...rows].map((row) => [asId("coupon", row.coupon_id), asId("station", row.station_id)]));
}
