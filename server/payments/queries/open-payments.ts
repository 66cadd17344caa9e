import "server-only";
import { sql } from "drizzle-orm";

import type { ReadDb } from "@/db/client";
import { asId } from "@/server/kernel/id";
import type { PaymentNotice } from "@/server/payments/domain/checkout";
import type { OpenPayments } from "@/server/payments/ports/unit";

type Reader = Pick<ReadDb, "execute">;

/** What the inbox keeps of an event: where to look, nothing personal. */
export type StoredNotice = {
  isLive: boolean;
  orderId: string | null;
  sessionId: string | null;
  intentId: string | null;
  /** Absent in events received before these were kept. */
  disputeId?: string | null;
  refundId?: string | null;
};

type EventRow = { event_id: string; type: string; payload: StoredNotice };

const noticeOf = ({ event_id, type, payload }: EventRow): PaymentNotice => ({
  eventId: event_id,
  type,
  isLive: payload.isLive,
  orderId: payload.orderId ?? undefined,
  sessionId: payload.sessionId ?? undefined,
  intentId: payload.intentId ?? undefined,
  disputeId: payload.disputeId ?? undefined,
  refundId: payload.refundId ?? undefined,
});

/** What waits for its end since before an instant, the oldest first. */
export const openPayments =
  (db: Reader): OpenPayments =>
  async ({ before, limit }) => {
    const until = before.toISOString();
    const events = await db.execute<EventRow>(sql`
      select event_id, type, payload from webhook_events
      where processed_at is null and created_at < ${until}::timestamptz order by created_at limit ${limit}`);
    const orders = await db.execute<{ id: string }>(sql`
      select id from orders where status in ('CREATED', 'AWAITING_PAYMENT') and created_at < ${until}::timestamptz
      order by created_at limit ${limit}`);
    const refunds = await db.execute<{ id: string }>(sql`
      select id from refunds where state in ('RESERVED', 'PENDING') and created_at < ${until}::timestamptz
      order by created_at limit ${limit}`);
    return {
      events: [...events].map(noticeOf),
      orders: [...orders].map((row) => asId("order", row.id)),
      refunds: [...refunds].map((row) => asId("refund", row.id)),
    };
  };
