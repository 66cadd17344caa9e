import "server-only";
import { sql } from "drizzle-orm";

import type { ReadDb } from "@/db/client";
import { asId, type Id } from "@/server/kernel/id";
import { isOpen, type OrderStatus, type PaymentMethod } from "@/server/payments/domain/order";

/** An order as its buyer sees it beside the coupon. */
export type OrderCard = {
  readonly method: PaymentMethod;
  readonly isOpen: boolean;
  readonly checkoutUrl: string | null;
};

type Row = { coupon_id: string; method: PaymentMethod; status: OrderStatus; checkout_url: string | null };

/** By coupon; those that no order made (prizes) are left out. */
export async function orderCardsOf(
  db: Pick<ReadDb, "execute">,
  couponIds: readonly Id<"coupon">[],
): Promise<ReadonlyMap<Id<"coupon">, OrderCard>> {
  if (couponIds.length === 0) return new Map();
  const rows = await db.execute<Row>(sql`
    select coupon_id, method, status, checkout_url from orders where coupon_id = any(${sql.param([...couponIds])}::uuid[])`);
  return new Map(
    [...rows].map((row) => [
      asId("coupon", row.coupon_id),
      { method: row.method, isOpen: isOpen(row), checkoutUrl: row.checkout_url },
    ]),
  );
}
