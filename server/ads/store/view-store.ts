import "server-only";
import { and, count, eq, ne, sql } from "drizzle-orm";

import type { Tx } from "@/db/client";
import { adSessions, campaigns, creatives } from "@/db/schema/ads";
import { asId, type Id } from "@/server/kernel/id";
import { centavos } from "@/server/kernel/money";

import type { ViewSession, ViewStatus } from "../domain/view-session";
import type { ViewStore } from "../ports";
import { moneyMoves } from "./view-money";

/** Any number nothing else of the product locks: the first half of a person's lock. */
const viewerLock = 7_361_003;

export function viewStore(tx: Tx): ViewStore {
  const change = async (id: Id<"adSession">, values: Partial<typeof adSessions.$inferInsert>): Promise<void> => {
    const rows = await tx
      .update(adSessions)
      .set(values)
      .where(and(eq(adSessions.id, id), eq(adSessions.status, "OPEN")))
      .returning({ id: adSessions.id });
    if (rows.length !== 1) throw new Error("the view was not open as its lock showed");
  };

  return {
    ...moneyMoves(tx),
    lockViewer: async (userId) =>
      void (await tx.execute(sql`select pg_advisory_xact_lock(${viewerLock}, hashtext(${userId}))`)),
    async campaignOf(id) {
      const [row] = await tx.select({ id: creatives.campaignId }).from(creatives).where(eq(creatives.id, id));
      return row && asId("campaign", row.id);
    },
    async stepsDone(redemptionId) {
      const where = and(eq(adSessions.redemptionId, redemptionId), eq(adSessions.status, "WATCHED"));
      const [row] = await tx.select({ done: count() }).from(adSessions).where(where);
      return row?.done ?? 0;
    },
    async seenToday({ userId, creativeId, day }) {
      const theirs = and(eq(adSessions.userId, userId), eq(adSessions.day, day), eq(adSessions.creativeId, creativeId));
      const [row] = await tx
        .select({ seen: count() })
        .from(adSessions)
        .where(and(theirs, ne(adSessions.status, "LEFT")));
      return row?.seen ?? 0;
    },
    async openOf(userId) {
      const where = and(eq(adSessions.userId, userId), eq(adSessions.status, "OPEN"));
      return viewOf((await tx.select().from(adSessions).where(where))[0]);
    },
    find: async (id) => viewOf((await tx.select().from(adSessions).where(eq(adSessions.id, id)))[0]),
    lock: async (id) => viewOf((await tx.select().from(adSessions).where(eq(adSessions.id, id)).for("update"))[0]),
    async start({ price, ...view }) {
      await tx.insert(adSessions).values({ ...view, priceCentavos: price });
    },
    saveBeat: (id, { lastBeatAt, isVisible, visibleMs }) => change(id, { lastBeatAt, isVisible, visibleMs }),
    watched: (id, { lastBeatAt, isVisible, visibleMs, tickets }) =>
      change(id, { status: "WATCHED", endedAt: lastBeatAt, lastBeatAt, isVisible, visibleMs, tickets }),
    left: (id, at) => change(id, { status: "LEFT", endedAt: at }),
    clicked: async (id, at) => void (await tx.update(adSessions).set({ clickedAt: at }).where(eq(adSessions.id, id))),
    async targetUrl(id) {
      const [row] = await tx.select({ url: campaigns.targetUrl }).from(campaigns).where(eq(campaigns.id, id));
      if (!row) throw new Error("a view has a campaign");
      return row.url;
    },
    async overdue(now) {
      // The rule of `viewEndsAtMs`.
      const rows = await tx.execute<{ id: string }>(sql`
        select id from ${adSessions} where status = 'OPEN'
          and started_at + make_interval(secs => duration_seconds * 3 + 60) <= ${now.toISOString()}::timestamptz
        order by id limit 100`);
      return [...rows].map((row) => asId("adSession", row.id));
    },
  };
}

const viewOf = (row: typeof adSessions.$inferSelect | undefined): ViewSession | undefined =>
  row && {
    id: asId("adSession", row.id),
    userId: asId("user", row.userId),
    redemptionId: asId("redemption", row.redemptionId),
    stationId: asId("station", row.stationId),
    campaignId: asId("campaign", row.campaignId),
    creativeId: asId("creative", row.creativeId),
    step: row.step,
    durationSeconds: row.durationSeconds,
    price: centavos(row.priceCentavos),
    day: row.day,
    status: row.status as ViewStatus, // held by the table's check
    startedAt: row.startedAt,
    lastBeatAt: row.lastBeatAt,
    isVisible: row.isVisible,
    visibleMs: row.visibleMs,
    clickedAt: row.clickedAt,
  };
