import "server-only";
import { confirmPayment } from "@/server/coupons/contract";
import type { Id } from "@/server/kernel/id";
import type { OpenPayments } from "@/server/payments/ports/unit";
import { isConnectionLost } from "@/server/platform/database-fault";

import { payRefund } from "./pay-refund";
import { type NoticeCtx, processNotice } from "./process-notice";

const MINUTE_MS = 60_000;
const AT_ONCE = 100;

export type SettleReport = {
  readonly orders: number;
  readonly events: number;
  readonly refunds: number;
  /** What could not be settled now; the next run tries again. */
  readonly failed: number;
};

type SettleCtx = NoticeCtx & { readonly services: { readonly openPayments: OpenPayments } };

/**
 * The reconciliation's first step: orders, events and debts that are open for more than a minute are taken up again, so
 * that a lost event, a killed process or a service that was away loses nothing.
 */
export async function settleOrders(ctx: SettleCtx): Promise<SettleReport> {
  const before = new Date(ctx.now().getTime() - MINUTE_MS);
  const open = await ctx.services.openPayments({ before, limit: AT_ONCE });
  const isDone = [
    ...(await each(ctx, open.events, (notice) => processNotice(ctx, notice))),
    ...(await each(ctx, open.orders, (orderId) => settle(ctx, orderId))),
    ...(await each(ctx, open.refunds, (refundId) => payRefund(ctx, refundId))),
  ];
  return {
    orders: open.orders.length,
    events: open.events.length,
    refunds: open.refunds.length,
    failed: isDone.filter((done) => !done).length,
  };
}

async function settle(ctx: NoticeCtx, orderId: Id<"order">): Promise<void> {
  const confirmed = await confirmPayment(ctx, { orderId });
  if (!confirmed.ok) throw new Error(`the payment service cannot be asked: ${confirmed.refusal.reason}`);
}

/** One by one, so that a bad one stops nobody else; a lost database stops them all. */
async function each<T>(ctx: NoticeCtx, items: readonly T[], work: (item: T) => Promise<unknown>): Promise<boolean[]> {
  const isDone: boolean[] = [];
  for (const item of items) {
    try {
      await work(item);
      isDone.push(true);
    } catch (fault) {
      if (isConnectionLost(fault)) throw fault;
      ctx.log.warn({ fault: String(fault) }, "a payment could not be settled yet");
      isDone.push(false);
    }
  }
  return isDone;
}
