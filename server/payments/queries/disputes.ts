import "server-only";
import { sql } from "drizzle-orm";
import type { z } from "zod";

import type { ReadDb } from "@/db/client";
import { namesOf } from "@/server/auth/contract";
import { asId } from "@/server/kernel/id";
import { formatPesos } from "@/server/kernel/money";
import { instant } from "@/server/kernel/time";
import type { DisputeStanding } from "@/server/payments/domain/dispute";
import type { disputesInput } from "@/server/payments/schemas";
import { databaseInstant } from "@/server/platform/database-time";

import { shownName } from "./shown-name";

type Row = {
  id: string;
  service_id: string;
  coupon_id: string;
  user_id: string;
  amount: string;
  frozen: string;
  is_taken: boolean;
  state: DisputeStanding["state"];
  reason: string;
  opened_at: string;
  closed_at: string | null;
};

/** What banks dispute, the newest first; the cursor is the last id of the page before. */
export async function disputesList(db: ReadDb, { state, limit, cursor }: z.infer<typeof disputesInput>) {
  const rows = await db.execute<Row>(sql`
    select d.id, d.service_id, d.coupon_id, o.user_id, d.amount_centavos::text as amount, d.frozen_centavos::text as frozen,
           d.is_taken, d.state, d.reason, d.opened_at::text as opened_at, d.closed_at::text as closed_at
    from disputes d join payments p on p.id = d.payment_id join orders o on o.id = p.order_id
    where true ${state === undefined ? sql`` : sql`and d.state = ${state}`}
      ${cursor === undefined ? sql`` : sql`and (d.opened_at, d.id) < (select opened_at, id from disputes where id = ${cursor})`}
    order by d.opened_at desc, d.id desc limit ${limit + 1}`);
  const page = [...rows].slice(0, limit);
  const names = await namesOf(
    db,
    page.map((row) => asId("user", row.user_id)),
  );
  const disputes = page.map((row) => ({
    id: asId("dispute", row.id),
    serviceId: row.service_id,
    couponId: asId("coupon", row.coupon_id),
    buyerId: asId("user", row.user_id),
    buyerName: shownName(names, row.user_id),
    amount: formatPesos(Number(row.amount)),
    frozen: formatPesos(Number(row.frozen)),
    isTaken: row.is_taken,
    state: row.state,
    reason: row.reason,
    openedAt: instant(databaseInstant(row.opened_at)),
    closedAt: row.closed_at && instant(databaseInstant(row.closed_at)),
  }));
  return { disputes, nextCursor: rows.length > limit ? (disputes.at(-1)?.id ?? null) : null };
}
