import "server-only";
import { sql } from "drizzle-orm";

import type { ReadDb } from "@/db/client";

export type EventLag = { readonly subscription: string; readonly seconds: number };

/** Age of the oldest event each subscription has not passed yet; 0 where it has passed all. */
export async function eventLags(db: ReadDb): Promise<EventLag[]> {
  const rows = await db.execute<{ name: string; seconds: number }>(sql`
    select s.name, coalesce(extract(epoch from clock_timestamp() - next.occurred_at), 0)::float8 as seconds
    from subscriptions s
    left join lateral (
      select e.occurred_at from events e
      where (e.epoch, e.xid, e.id) > (s.last_epoch, s.last_xid, s.last_id)
      order by e.epoch, e.xid, e.id limit 1
    ) next on true
    order by s.name`);
  return [...rows].map(({ name, seconds }) => ({ subscription: name, seconds: Math.max(0, Number(seconds)) }));
}
