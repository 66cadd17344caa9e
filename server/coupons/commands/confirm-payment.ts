import "server-only";
import type { PurchaseServices, PurchaseUnit } from "@/server/coupons/ports";
import type { Id } from "@/server/kernel/id";
import { ok, refuse, type Result } from "@/server/kernel/result";
import { isOpen, type Order, type PaymentRef, type PaymentRefusal, UNHEARD_MINUTES } from "@/server/payments/contract";
import type { Ctx } from "@/server/platform/ctx";

import type { Settled } from "./activate-coupon";
import { afterSettlement, appendEnding, appendSettlement, lockPurchase } from "./settle-purchase";

export type ConfirmCtx = Ctx<PurchaseUnit> & { readonly services: PurchaseServices };

export type ConfirmAsk = {
  readonly orderId: Id<"order">;
  /** What an event was about: helps where our own call has not told us the id yet. */
  readonly hint?: { readonly sessionId?: string | undefined; readonly intentId?: string | undefined };
};

type Outcome = Confirmed & { readonly settled: Settled };

export type Confirmed = { readonly state: "SETTLED" | "OPEN" | "UNKNOWN_ORDER" };

/**
 * Asks the payment service how an order stands and settles it: the landing page, the webhook and the reconciliation all
 * call this. `UNAVAILABLE` leaves everything as it was.
 */
export async function confirmPayment(ctx: ConfirmCtx, ask: ConfirmAsk): Promise<Result<Confirmed, PaymentRefusal>> {
  const found = await ctx.transact((unit) => unit.orders.find(ask.orderId));
  if (!found) return ok({ state: "UNKNOWN_ORDER" });
  if (found.status === "PAID") return ok({ state: "SETTLED" });
  const looked = await ctx.services.payments.retrieve(refOf(found, ask.hint));
  if (!looked.ok) return refuse(looked.refusal);
  const standing = looked.value;
  const { settled, state } = await ctx.transact(async (unit): Promise<Outcome> => {
    const locked = await lockPurchase(unit, { couponId: found.couponId, orderId: found.id });
    const settled = standing ? await appendSettlement(ctx, unit, { ...locked, standing }) : {};
    if (!standing && isUnheard(locked.order, locked.now)) {
      await appendEnding(unit, locked, { outcome: "EXPIRED", reason: "never_reached_payment_service" });
    }
    const after = await unit.orders.find(found.id);
    return { settled, state: after && isOpen(after) ? "OPEN" : "SETTLED" };
  });
  await afterSettlement(ctx, settled);
  return ok({ state });
}

function refOf(order: Order, hint: ConfirmAsk["hint"]): PaymentRef {
  if (order.sessionId) return { sessionId: order.sessionId };
  if (order.intentId) return { intentId: order.intentId };
  if (hint?.sessionId) return { sessionId: hint.sessionId };
  // An intent of a session knows less than the session; without our own note of it, the order's id finds the right one.
  return { orderId: order.id, since: order.createdAt };
}

/** The service has no trace of it and none of our calls can still be under way. */
const isUnheard = (order: Order, now: Date): boolean =>
  order.sessionId === null &&
  order.intentId === null &&
  now.getTime() - order.createdAt.getTime() > UNHEARD_MINUTES * 60_000;
