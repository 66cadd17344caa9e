import "server-only";
import { can } from "@/server/coupons/domain/coupon-status";
import type { CouponRecord } from "@/server/coupons/domain/coupon-view";
import { refundableUntil } from "@/server/coupons/domain/refund-window";
import type { PurchaseServices, PurchaseUnit } from "@/server/coupons/ports";
import type { Id } from "@/server/kernel/id";
import type { Refusal } from "@/server/kernel/refusal";
import { ok, refuse, type Result } from "@/server/kernel/result";
import {
  type Order,
  type PaymentRef,
  type PaymentStanding,
  payRefund,
  UNHEARD_MINUTES,
} from "@/server/payments/contract";
import { actorName, type Ctx, type UserActor } from "@/server/platform/ctx";
import type { Answer } from "@/server/platform/operations";

import { appendDebt } from "./append-debt";
import type { KeptAnswer } from "./purchase-coupon";
import { appendEnding, lockPurchase, appendSettlement } from "./settle-purchase";

export type CancelAsk = { readonly couponId: Id<"coupon">; readonly requestHash: string };

export type CancelCtx = Ctx<PurchaseUnit, UserActor> & {
  readonly operationId: Id<"operation"> | undefined;
  readonly services: PurchaseServices;
};

type Found = { readonly coupon: CouponRecord; readonly order: Order | undefined };
type Cancelled = { readonly answer: Answer; readonly refundId: Id<"refund"> | undefined; readonly isReplay: boolean };

/**
 * The buyer gives a coupon back: an unpaid one ends, of a paid one the whole unspent balance becomes a debt in the same
 * transaction and is then paid (domain words, "Coupons"). The answer does not wait for the payment service's yes.
 */
export async function cancelCoupon(ctx: CancelCtx, ask: CancelAsk): Promise<Result<KeptAnswer, Refusal>> {
  const operation = {
    opId: ctx.operationId ?? ctx.newId("operation"),
    actor: actorName(ctx.actor),
    requestHash: ask.requestHash,
  };
  const known = await ctx.transact((unit) => unit.operations.stored(operation));
  if (known?.state === "mismatch") return refuse({ kind: "OPERATION_MISMATCH" });
  if (known?.state === "answered") return ok({ answer: known.answer, isReplay: true });
  const found = await ctx.transact((unit) => find(unit, ctx.actor.id, ask.couponId));
  if (!found) return refuse({ kind: "NOT_FOUND" });
  const ended = found.coupon.status === "PENDING_PAYMENT" ? await endPayment(ctx, found.order) : ok(undefined);
  if (!ended.ok) return ended;
  const cancelled = await ctx.transact((unit) => settle(ctx, unit, { operation, found, standing: ended.value }));
  if (!cancelled.ok) return cancelled;
  const { refundId, ...kept } = cancelled.value;
  if (refundId) await payRefund(ctx, refundId);
  return ok(kept);
}

async function find(unit: PurchaseUnit, userId: Id<"user">, couponId: Id<"coupon">): Promise<Found | undefined> {
  const coupon = await unit.wallet.lock(couponId);
  if (!coupon || coupon.userId !== userId) return undefined;
  return { coupon, order: await unit.orders.byCoupon(couponId) };
}

/** Makes sure that nobody can pay for it any more; undefined where the payment service never heard of it. */
async function endPayment(
  ctx: CancelCtx,
  order: Order | undefined,
): Promise<Result<PaymentStanding | undefined, Refusal>> {
  if (!order) return refuse({ kind: "STATE_CONFLICT" });
  const ref = await heldRef(ctx, order);
  if (!ref.ok) return ref;
  if (!ref.value) {
    // Our own call to the payment service may still be under way.
    const age = ctx.now().getTime() - order.createdAt.getTime();
    return age > UNHEARD_MINUTES * 60_000 ? ok(undefined) : refuse({ kind: "STATE_CONFLICT" });
  }
  const ended = await ctx.services.payments.expire(ref.value);
  if (!ended.ok) return refuse({ kind: ended.refusal.kind });
  const canStillBePaid = ended.value.state === "OPEN" || ended.value.state === "AWAITED";
  return canStillBePaid
    ? refuse({ kind: "STATE_CONFLICT", details: [{ path: "id", message: "a voucher or transfer can still be paid" }] })
    : ok(ended.value);
}

type Held = Exclude<PaymentRef, { orderId: unknown }>;

async function heldRef(ctx: CancelCtx, order: Order): Promise<Result<Held | undefined, Refusal>> {
  if (order.sessionId) return ok({ sessionId: order.sessionId });
  if (order.intentId) return ok({ intentId: order.intentId });
  const looked = await ctx.services.payments.retrieve({ orderId: order.id, since: order.createdAt });
  if (!looked.ok) return refuse({ kind: looked.refusal.kind });
  const { sessionId, intentId } = looked.value ?? {};
  return ok(sessionId ? { sessionId } : intentId ? { intentId } : undefined);
}

type Settlement = {
  readonly operation: { opId: Id<"operation">; actor: string; requestHash: string };
  readonly found: Found;
  readonly standing: PaymentStanding | undefined;
};

async function settle(ctx: CancelCtx, unit: PurchaseUnit, ask: Settlement): Promise<Result<Cancelled, Refusal>> {
  const { operation, found, standing } = ask;
  const begun = (await unit.operations.begin([operation])).get(operation.opId);
  if (!begun || begun.state === "mismatch") return refuse({ kind: "OPERATION_MISMATCH" });
  if (begun.state === "answered") return ok({ answer: begun.answer, refundId: undefined, isReplay: true });
  if (found.coupon.status === "PENDING_PAYMENT" && found.order) {
    const locked = await lockPurchase(unit, { couponId: found.coupon.id, orderId: found.order.id });
    // Paid at the last moment: it becomes a coupon first, and is then given back like any other.
    if (standing?.state === "PAID") await appendSettlement(ctx, unit, { ...locked, standing });
    else await appendEnding(unit, locked, { outcome: "CANCELLED", reason: "by_buyer" });
  }
  const given = await giveBack(ctx, unit, found.coupon);
  if (!given.ok) {
    await unit.operations.release([operation.opId]);
    return given;
  }
  const answer = { status: 200, body: JSON.stringify(await unit.wallet.view(found.coupon.id)) };
  await unit.operations.answer([{ opId: operation.opId, ...answer }]);
  return ok({ answer, refundId: given.value, isReplay: false });
}

/** The whole unspent balance, while the buyer may; undefined where there was no money. */
async function giveBack(
  ctx: CancelCtx,
  unit: PurchaseUnit,
  before: CouponRecord,
): Promise<Result<Id<"refund"> | undefined, Refusal>> {
  const coupon = await unit.wallet.lock(before.id);
  if (!coupon) throw new Error("a coupon that was locked is gone");
  const now = await unit.clock.read();
  // The event about the end that we asked for may have been quicker than we.
  const isOver = before.status === "PENDING_PAYMENT" && coupon.status === "PAYMENT_FAILED";
  if (coupon.status === "CANCELLED" || isOver) return justEnded(coupon);
  const payment = await unit.refunds.paymentOf(coupon.id);
  const isInTime = coupon.activatedAt !== null && now < refundableUntil(coupon.activatedAt);
  const isLive = can("cancel", coupon);
  if (!payment || !isLive || !isInTime || coupon.balanceCentavos === 0)
    return refuse({ kind: "STATE_CONFLICT", details: [{ path: "status", message: coupon.status }] });
  const amount = coupon.balanceCentavos;
  return ok(
    await appendDebt(ctx, unit, { coupon, payment, amount, now, from: "COUPON", reason: "by_buyer", note: null }),
  );
}

/** Cancelled in this very transaction has no activation; one cancelled before was paid once or ended before. */
const justEnded = (coupon: CouponRecord): Result<undefined, Refusal> =>
  coupon.activatedAt === null
    ? ok(undefined)
    : refuse({ kind: "STATE_CONFLICT", details: [{ path: "status", message: coupon.status }] });
