import "server-only";
import { sql } from "drizzle-orm";

import type { Tx } from "@/db/client";
import { webhookEvents } from "@/db/schema/payments";
import type { PaymentNotice } from "@/server/payments/domain/checkout";
import type { Inbox } from "@/server/payments/ports";

type Row = {
  event_id: string;
  type: string;
  payload: {
    isLive: boolean;
    orderId: string | null;
    sessionId: string | null;
    intentId: string | null;
  };
};

const noticeOf = ({ event_id, type, payload }: Row): PaymentNotice => ({
  eventId: event_id,
  type,
  isLive: payload.isLive,
  orderId: payload.orderId ?? undefined,
  sessionId: payload.sessionId ?? undefined,
  intentId: payload.intentId ?? undefined,
});

export const inboxStore = (tx: Tx): Inbox => ({
  async receive({ eventId, type, isLive, orderId, sessionId, intentId }) {
    const payload: Row["payload"] = {
      isLive,
      orderId: orderId ?? null,
      sessionId: sessionId ?? null,
      intentId: intentId ?? null,
    };
    const received = await tx
      .insert(webhookEvents)
      .values({ eventId, type, payload })
      .onConflictDoNothing()
      .returning({ eventId: webhookEvents.eventId });
    return received.length === 1;
  },
  async openSince(before, limit) {
    const rows = await tx.execute<Row>(sql`
      select event_id, type, payload from webhook_events
      where processed_at is null and received_at < ${before.toISOString()}::timestamptz
      order by received_at limit ${limit}`);
    return [...rows].map(noticeOf);
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
