import "server-only";
import { unsaleableReason } from "@/server/coupons/domain/purchase";
import { orderPlaced, type OrderPlaced } from "@/server/coupons/events";
import type { PurchaseUnit } from "@/server/coupons/ports";
import type { Fuel } from "@/server/kernel/fuel";
import type { Id } from "@/server/kernel/id";
import type { Centavos } from "@/server/kernel/money";
import type { Refusal } from "@/server/kernel/refusal";
import { ok, refuse, type Result } from "@/server/kernel/result";
import { localDay, MEXICO_CITY } from "@/server/kernel/time";
import { CHECKOUT_MINUTES, type Order, type PaymentMethod } from "@/server/payments/contract";
import type { Ctx, UserActor } from "@/server/platform/ctx";
import type { LimitedCaller, Limits } from "@/server/platform/limits";
import type { Operation } from "@/server/platform/operations";

export type OrderCtx = Ctx<PurchaseUnit, UserActor> &
  LimitedCaller & { readonly services: { readonly limits: Limits } };

export type OrderAsk = {
  readonly operation: Operation & { readonly opId: Id<"operation"> };
  readonly amount: Centavos;
  readonly fuel: Fuel;
  readonly stationId: Id<"station"> | null;
  readonly method: PaymentMethod;
  readonly paymentMethodId: string | null;
  /** Where the payment page sends people back; the coupon's id comes after it where it is ours. */
  readonly returnUrl: (couponId: Id<"coupon">) => string;
};

/**
 * The order of an operation: the one it has, or a new one with its coupon and its share of the day. Nothing is stored
 * when it is refused. A second request of the same operation gets the same order.
 */
export async function openOrder(ctx: OrderCtx, ask: OrderAsk): Promise<Result<Order, Refusal>> {
  const known = await ctx.transact((unit) => unit.orders.byOperation(ask.operation.opId));
  if (known) return sameOrder(known, ask);
  const allowed = await ctx.transact((unit) => judge(ctx, unit, ask));
  if (!allowed.ok) return allowed;
  const taken = await ctx.services.limits.take(ctx, "purchase");
  if (!taken.ok) return taken;
  const opened = await ctx.transact((unit) => appendOrder(ctx, unit, ask));
  if (!opened.ok || !opened.value.isNew) await ctx.services.limits.giveBack(ctx, "purchase");
  return opened.ok ? ok(opened.value.order) : opened;
}

const sameOrder = (order: Order, { operation }: OrderAsk): Result<Order, Refusal> =>
  `user:${order.userId}` === operation.actor && order.requestHash === operation.requestHash
    ? ok(order)
    : refuse({ kind: "OPERATION_MISMATCH" });

async function judge(ctx: OrderCtx, unit: PurchaseUnit, ask: OrderAsk): Promise<Result<undefined, Refusal>> {
  const { purchaseFacts } = unit;
  if (!(await purchaseFacts.hasVerifiedContact(ctx.actor.id))) return refuse({ kind: "VERIFICATION_REQUIRED" });
  const reason = ask.stationId && unsaleableReason(await purchaseFacts.station(ask.stationId));
  return reason ? refuse(reason) : ok(undefined);
}

function newOrder(ctx: OrderCtx, ask: OrderAsk, now: Date): Order {
  const { operation, amount, fuel, stationId, method, paymentMethodId } = ask;
  const couponId = ctx.newId("coupon");
  return {
    id: ctx.newId("order"),
    couponId,
    amount,
    fuel,
    stationId,
    method,
    paymentMethodId,
    opId: operation.opId,
    requestHash: operation.requestHash,
    userId: ctx.actor.id,
    returnUrl: ask.returnUrl(couponId),
    status: "CREATED",
    purchaseDay: localDay(now, MEXICO_CITY),
    sessionId: null,
    checkoutUrl: null,
    intentId: null,
    awaitedSince: null,
    payBefore: null,
    failure: null,
    createdAt: now,
    expiresAt: new Date(now.getTime() + CHECKOUT_MINUTES * 60_000),
  };
}

type Opened = { readonly order: Order; readonly isNew: boolean };

async function appendOrder(ctx: OrderCtx, unit: PurchaseUnit, ask: OrderAsk): Promise<Result<Opened, Refusal>> {
  const now = await unit.clock.read();
  const order = newOrder(ctx, ask, now);
  const share = { userId: order.userId, day: order.purchaseDay, amount: order.amount };
  // The day's row makes purchases of one person take turns, so that a twin of this request is visible by now.
  if (!(await unit.orders.reserveDay(share))) {
    const twin = await unit.orders.byOperation(order.opId);
    return twin ? asOpened(sameOrder(twin, ask)) : refuse({ kind: "DAILY_LIMIT_EXCEEDED" });
  }
  if (!(await unit.orders.place(order))) {
    await unit.orders.releaseDay(share);
    const twin = await unit.orders.byOperation(order.opId);
    if (!twin) throw new Error("an operation has an order that cannot be read");
    return asOpened(sameOrder(twin, ask));
  }
  const { couponId: id, userId, stationId, fuel, amount: face } = order;
  await unit.wallet.place({ id, userId, stationId, fuel, face, createdAt: now });
  const payload: OrderPlaced = {
    orderId: order.id,
    couponId: id,
    userId,
    stationId,
    fuel,
    method: order.method,
    amountCentavos: order.amount,
  };
  await unit.events.append([{ type: orderPlaced.type, aggregateId: id, occurredAt: now, payload }]);
  return ok({ order, isNew: true });
}

const asOpened = (same: Result<Order, Refusal>): Result<Opened, Refusal> =>
  same.ok ? ok({ order: same.value, isNew: false }) : same;
