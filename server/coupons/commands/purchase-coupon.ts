import "server-only";
import type { CouponView } from "@/server/coupons/domain/coupon-view";
import { isBuyable, saleTitle } from "@/server/coupons/domain/purchase";
import type { PurchaseServices, PurchaseUnit } from "@/server/coupons/ports";
import type { Id } from "@/server/kernel/id";
import type { Refusal } from "@/server/kernel/refusal";
import { ok, refuse, type Result } from "@/server/kernel/result";
import { isOpen, type Order, type PaymentRefusal, type PaymentStanding } from "@/server/payments/contract";
import { actorName } from "@/server/platform/ctx";
import { envelopeOf, httpStatusOf } from "@/server/platform/envelope";
import type { Answer } from "@/server/platform/operations";
import { refusalText } from "@/server/platform/refusal-text";

import type { ActivationCtx, Settled } from "./activate-coupon";
import { openOrder, type OrderAsk, type OrderCtx } from "./open-order";
import { afterSettlement, appendEnding, appendSettlement, lockPurchase } from "./settle-purchase";

export type PurchaseAsk = Omit<OrderAsk, "operation"> & { readonly requestHash: string };

export type PurchaseCtx = OrderCtx &
  ActivationCtx & {
    readonly operationId: Id<"operation"> | undefined;
    readonly services: PurchaseServices & OrderCtx["services"];
  };

export type KeptAnswer = { readonly answer: Answer; readonly isReplay: boolean };

/**
 * Buys one coupon: the order first, then the payment service outside of any transaction, then the settlement with the
 * stored answer. Called again with the same operation it goes on where it stopped, and answers what it answered first.
 */
export async function purchaseCoupon(ctx: PurchaseCtx, ask: PurchaseAsk): Promise<Result<KeptAnswer, Refusal>> {
  if (!isBuyable(ask.amount)) return refuse({ kind: "INVALID_AMOUNT" });
  const { requestHash, ...wish } = ask;
  const operation = {
    opId: ctx.operationId ?? ctx.newId("operation"),
    actor: actorName(ctx.actor),
    requestHash,
  };
  const known = await ctx.transact((unit) => unit.operations.stored(operation));
  if (known?.state === "mismatch") return refuse({ kind: "OPERATION_MISMATCH" });
  if (known?.state === "answered") return ok({ answer: known.answer, isReplay: true });
  const opened = await openOrder(ctx, { ...wish, operation });
  if (!opened.ok) return opened;
  const paid = isOpen(opened.value) ? await pay(ctx, opened.value) : undefined;
  if (paid?.ok === false && paid.refusal.kind === "UNAVAILABLE") return refuse(publicly(paid.refusal));
  return conclude(ctx, opened.value, { operation, paid });
}

type Paid = Result<PaymentStanding, PaymentRefusal>;

/** What the buyer is told; the payment service's own word stays in the order. */
const publicly = ({ reason: _reason, ...refusal }: PaymentRefusal): Refusal => refusal;

async function pay(ctx: PurchaseCtx, order: Order): Promise<Paid> {
  const { payments } = ctx.services;
  const description = saleTitle(order.fuel);
  const { id: orderId, amount, method, paymentMethodId, returnUrl, expiresAt } = order;
  if (paymentMethodId) return payments.confirmWithMethod({ orderId, amount, description, paymentMethodId, returnUrl });
  const customer = method === "SPEI" ? await customerOf(ctx, order.userId) : ok(undefined);
  if (!customer.ok) return customer;
  const cancelUrl = new URL(returnUrl);
  cancelUrl.searchParams.set("cancelled", "1");
  return payments.createCheckout({
    orderId,
    amount,
    method,
    description,
    expiresAt,
    customerId: customer.value,
    successUrl: returnUrl,
    cancelUrl: cancelUrl.toString(),
  });
}

async function customerOf(ctx: PurchaseCtx, userId: Id<"user">): Promise<Result<string, PaymentRefusal>> {
  const known = await ctx.transact((unit) => unit.orders.customerOf(userId));
  if (known) return ok(known);
  const made = await ctx.services.payments.createCustomer(userId);
  if (made.ok) await ctx.transact((unit) => unit.orders.keepCustomer(userId, made.value));
  return made;
}

type Conclusion = { readonly operation: OrderAsk["operation"]; readonly paid: Paid | undefined };

/** Settles and stores the answer in one transaction; whoever was first has decided what everybody is answered. */
async function conclude(ctx: PurchaseCtx, order: Order, conclusion: Conclusion): Promise<Result<KeptAnswer, Refusal>> {
  const concluded = await settle(ctx, order, conclusion);
  if (!concluded.ok) return concluded;
  const { settled, ...kept } = concluded.value;
  await afterSettlement(ctx, settled);
  return ok(kept);
}

type Concluded = KeptAnswer & { readonly settled: Settled };

const settle = (ctx: PurchaseCtx, order: Order, { operation, paid }: Conclusion): Promise<Result<Concluded, Refusal>> =>
  ctx.transact(async (unit) => {
    const begun = (await unit.operations.begin([operation])).get(operation.opId);
    if (!begun || begun.state === "mismatch") return refuse({ kind: "OPERATION_MISMATCH" });
    if (begun.state === "answered") return ok({ answer: begun.answer, isReplay: true, settled: {} });
    const locked = await lockPurchase(unit, { couponId: order.couponId, orderId: order.id });
    const settled = paid?.ok ? await appendSettlement(ctx, unit, { ...locked, standing: paid.value }) : {};
    if (paid && !paid.ok) await appendEnding(unit, locked, { outcome: "FAILED", reason: paid.refusal.reason });
    const answer = await answerOf(ctx, unit, { order, paid });
    await unit.operations.answer([{ opId: operation.opId, ...answer }]);
    return ok({ answer, isReplay: false, settled });
  });

const CREATED = 201;

async function answerOf(
  ctx: PurchaseCtx,
  unit: PurchaseUnit,
  { order, paid }: { order: Order; paid: Paid | undefined },
): Promise<Answer> {
  const coupon = await unit.wallet.view(order.couponId);
  const refusal = refusalFor(coupon, paid);
  if (!refusal) return { status: CREATED, body: JSON.stringify(coupon) };
  const envelope = envelopeOf(refusal, refusalText(refusal.kind, ctx.locale), ctx.requestId);
  return { status: httpStatusOf(refusal), body: JSON.stringify(envelope) };
}

function refusalFor(coupon: CouponView, paid: Paid | undefined): Refusal | undefined {
  if (coupon.status === "PAYMENT_FAILED")
    return paid?.ok === false ? publicly(paid.refusal) : { kind: "PAYMENT_DECLINED" };
  return undefined;
}
