import "server-only";
import { sql } from "drizzle-orm";

import type { Tx } from "@/db/client";
import { reviews } from "@/db/schema/stations";
import { asId } from "@/server/kernel/id";
import type { ReviewStore, StaffStore } from "@/server/stations/ports/people";

export const staffStore = (tx: Tx): StaffStore => ({
  async worksAt(userId, stationId, at) {
    const rows = await tx.execute(sql`
      select from assignments where user_id = ${userId} and station_id = ${stationId}
        and valid && tstzrange(${at.toISOString()}::timestamptz, null)`);
    return rows.length > 0;
  },

  async assign({ id, stationId, userId, from }) {
    await tx.execute(sql`
      insert into assignments (id, user_id, station_id, valid)
      values (${id}, ${userId}, ${stationId}, tstzrange(${from.toISOString()}::timestamptz, null))`);
  },

  async end(id, stationId, at) {
    const [row] = await tx.execute<{ user_id: string }>(sql`
      update assignments set valid = tstzrange(lower(valid), greatest(lower(valid), ${at.toISOString()}::timestamptz))
      where id = ${id} and station_id = ${stationId} and valid && tstzrange(${at.toISOString()}::timestamptz, null)
      returning user_id`);
    return row && { userId: asId("user", row.user_id) };
  },
});

export const reviewStore = (tx: Tx): ReviewStore => ({
  async add({ id, stationId, userId, redemptionId, stars, body, at }) {
    const added = await tx
      .insert(reviews)
      .values({ id, stationId, userId, redemptionId, stars, body, createdAt: at })
      .onConflictDoNothing({ target: reviews.redemptionId })
      .returning({ id: reviews.id });
    if (added.length === 0) return false;
    await tx.execute(sql`
      update stations set rating_sum = rating_sum + ${stars}, review_count = review_count + 1 where id = ${stationId}`);
    return true;
  },
});
