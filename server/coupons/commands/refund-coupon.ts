import "server-only";
import { can } from "@/server/coupons/domain/coupon-status";
import type { PurchaseServices, PurchaseUnit } from "@/server/coupons/ports";
import type { Id } from "@/server/kernel/id";
import type { Refusal } from "@/server/kernel/refusal";
import { ok, refuse, type Result } from "@/server/kernel/result";
import { payRefund } from "@/server/payments/contract";
import type { Ctx, UserActor } from "@/server/platform/ctx";
import { doneOnce, type OperationCtx } from "@/server/platform/kept-operation";

import { appendDebt } from "./append-debt";

export type RefundAsk = { readonly couponId: Id<"coupon">; readonly reason: string };
type RefundCtx = Ctx<PurchaseUnit, UserActor> & OperationCtx & { readonly services: PurchaseServices };

/**
 * An admin gives back what is unspent, also after the buyer's own days and after the expiry (domain words, "Coupons"). The
 * debt is written first; how its payment went is seen with the refunds.
 */
export async function refundCoupon(ctx: RefundCtx, ask: RefundAsk): Promise<Result<{ isReplay: boolean }, Refusal>> {
  const once = await ctx.transact((unit) =>
    doneOnce({ ...ctx, unit }, { name: "coupons.refund", input: ask }, () => reserve(ctx, unit, ask)),
  );
  if (!once.ok) return once;
  if (!once.value.isReplay) await payRefund(ctx, once.value.value);
  return ok({ isReplay: once.value.isReplay });
}

async function reserve(ctx: RefundCtx, unit: PurchaseUnit, ask: RefundAsk): Promise<Result<Id<"refund">, Refusal>> {
  const coupon = await unit.wallet.lock(ask.couponId);
  if (!coupon) return refuse({ kind: "NOT_FOUND" });
  const now = await unit.clock.read();
  const conflict = refuse({ kind: "STATE_CONFLICT", details: [{ path: "status", message: coupon.status }] });
  const payment = await unit.refunds.paymentOf(coupon.id);
  // A prize was never paid for: nothing goes back. What a bank decides about waits for it.
  if (!payment || !can("refund", coupon) || coupon.disputeId !== null) return conflict;
  const from = coupon.status === "EXPIRED" ? "EXPIRED_LIABILITY" : "COUPON";
  const amount = await unit.ledger.ofCoupon(coupon.id, from);
  if (amount === 0) return conflict;
  const { reason: note } = ask;
  return ok(await appendDebt(ctx, unit, { coupon, payment, from, amount, now, reason: "by_admin", note }));
}
