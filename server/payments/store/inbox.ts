import "server-only";
import { sql } from "drizzle-orm";

import type { Tx } from "@/db/client";
import { webhookEvents } from "@/db/schema/payments";
import type { Inbox } from "@/server/payments/ports/orders";
import type { StoredNotice } from "@/server/payments/queries/open-payments";

export const inboxStore = (tx: Tx): Inbox => ({
  async receive({ eventId, type, isLive, orderId, sessionId, intentId, disputeId, refundId }) {
    const payload: StoredNotice = {
      isLive,
      orderId: orderId ?? null,
      sessionId: sessionId ?? null,
      intentId: intentId ?? null,
      disputeId: disputeId ?? null,
      refundId: refundId ?? null,
    };
    const received = await tx
      .insert(webhookEvents)
      .values({ eventId, type, payload })
      .onConflictDoNothing()
      .returning({ eventId: webhookEvents.eventId });
    return received.length === 1;
  },
  processed: async (eventId, at) =>
    void (await tx
      .update(webhookEvents)
      .set({ processedAt: at, fault: null })
      .where(sql`event_id = ${eventId}`)),
  failed: async (eventId, fault) =>
    void (await tx.execute(sql`
      update webhook_events set tries = tries + 1, fault = ${fault.slice(0, 200)} where event_id = ${eventId}`)),
});
