import "server-only";
import { can } from "@/server/coupons/domain/coupon-status";
import type { CouponRecord } from "@/server/coupons/domain/coupon-view";
import { couponDisputed, type CouponDisputed } from "@/server/coupons/events";
import type { PurchaseUnit } from "@/server/coupons/ports";
import { asId, type Id, isUuid } from "@/server/kernel/id";
import { centavos } from "@/server/kernel/money";
import { ok, refuse, type Result } from "@/server/kernel/result";
import { disputeEntry, disputeWithdrawnEntry } from "@/server/ledger/contract";
import {
  type Dispute,
  type DisputeStanding,
  type Payment,
  type PaymentRefusal,
  payRefund,
} from "@/server/payments/contract";

import { appendDisputeEnd } from "./close-dispute";
import { confirmPayment, type ConfirmCtx } from "./confirm-payment";

/** Coupon is locked; `now` is the database clock read after that. */
export type LockedDispute = {
  readonly coupon: CouponRecord;
  readonly dispute: Dispute;
  readonly now: Date;
};

/**
 * Brings a coupon to where a bank's dispute stands at the payment service, whatever event told of it and however late: the
 * first one suspends the coupon and freezes what is unspent, the one that closes it gives it back or lets it go. Coming
 * again changes nothing. `UNKNOWN`: it is about no payment of ours.
 */
export async function settleDispute(
  ctx: ConfirmCtx,
  disputeId: string,
): Promise<Result<"SETTLED" | "UNKNOWN", PaymentRefusal>> {
  const looked = await ctx.services.payments.dispute(disputeId);
  if (!looked.ok) return refuse(looked.refusal);
  const standing = looked.value;
  if (!standing || standing.isLive !== ctx.services.payments.isLive) return ok("UNKNOWN");
  const payment = await paymentFor(ctx, standing.intentId);
  if (!payment.ok) return payment;
  const { value: paid } = payment;
  if (!paid) return ok("UNKNOWN");
  const owed = await ctx.transact((unit) => appendDispute(ctx, unit, { payment: paid, standing }));
  for (const refundId of owed) await payRefund(ctx, refundId);
  return ok("SETTLED");
}

/** An event about a dispute may be here before the one about its payment. */
async function paymentFor(ctx: ConfirmCtx, intentId: string): Promise<Result<Payment | undefined, PaymentRefusal>> {
  const known = await ctx.transact((unit) => unit.refunds.paymentByIntent(intentId));
  if (known) return ok(known);
  const looked = await ctx.services.payments.retrieve({ intentId });
  if (!looked.ok) return refuse(looked.refusal);
  const orderId = looked.value?.orderId;
  if (orderId === undefined || !isUuid(orderId)) return ok(undefined);
  const confirmed = await confirmPayment(ctx, { orderId: asId("order", orderId), hint: { intentId } });
  if (!confirmed.ok) return refuse(confirmed.refusal);
  return ok(await ctx.transact((unit) => unit.refunds.paymentByIntent(intentId)));
}

type Step = { readonly payment: Payment; readonly standing: DisputeStanding };

/** Answers the debts that can be paid now that the bank has decided. */
async function appendDispute(
  ctx: ConfirmCtx,
  unit: PurchaseUnit,
  { payment, standing }: Step,
): Promise<readonly Id<"refund">[]> {
  const coupon = await unit.wallet.lock(payment.couponId);
  if (!coupon) throw new Error("a payment's coupon is gone");
  const now = await unit.clock.read();
  const known = await unit.disputes.byServiceId(standing.disputeId);
  const opened = known
    ? { coupon, dispute: known }
    : await appendOpening(ctx, unit, { coupon, payment, standing, now });
  const locked = { ...opened, now };
  const isOver = locked.dispute.state !== "OPEN";
  if (isOver) return [];
  const dispute = await appendTaking(unit, locked, standing);
  return standing.state === "OPEN" ? [] : appendDisputeEnd(ctx, unit, { ...locked, dispute, outcome: standing.state });
}

type Opening = Step & { readonly coupon: CouponRecord; readonly now: Date };

async function appendOpening(
  ctx: ConfirmCtx,
  unit: PurchaseUnit,
  { coupon, payment, standing, now }: Opening,
): Promise<{ coupon: CouponRecord; dispute: Dispute }> {
  const id = ctx.newId("dispute");
  const { id: couponId, status: statusBefore } = coupon;
  const isFrozen = can("suspend", coupon);
  const frozen = isFrozen ? coupon.balanceCentavos : centavos(0);
  const { amount, reason } = standing;
  const dispute = {
    ...{ id, serviceId: standing.disputeId, paymentId: payment.id, couponId, amount, frozen, isTaken: false },
    state: "OPEN" as const,
  };
  await unit.disputes.open({ ...dispute, reason, at: now });
  if (isFrozen) await unit.wallet.suspend(couponId, { disputeId: id, statusBefore });
  // Another dispute of the same coupon that is open goes first.
  else if (coupon.status !== "SUSPENDED") await unit.wallet.markDispute(couponId, id);
  if (frozen > 0) await unit.ledger.post([disputeEntry({ disputeId: id, couponId, amount: frozen })], now);
  const after = isFrozen ? ("SUSPENDED" as const) : statusBefore;
  const payload: CouponDisputed = {
    ...{ disputeId: id, couponId, userId: coupon.userId, amountCentavos: amount, frozenCentavos: frozen },
    ...{ statusBefore, statusAfter: after, reason },
  };
  await unit.events.append([{ type: couponDisputed.type, aggregateId: couponId, occurredAt: now, payload }]);
  const marked = coupon.status === "SUSPENDED" ? coupon.disputeId : id;
  return { dispute, coupon: { ...coupon, status: after, disputeId: marked } };
}

/** What the bank takes is booked once, when it takes it: an inquiry may become a dispute later. */
async function appendTaking(unit: PurchaseUnit, locked: LockedDispute, standing: DisputeStanding): Promise<Dispute> {
  const { dispute, now } = locked;
  if (dispute.isTaken || !standing.isTaken) return dispute;
  const { id: disputeId, couponId, amount } = dispute;
  await unit.disputes.taken(disputeId);
  await unit.ledger.post([disputeWithdrawnEntry({ disputeId, couponId, amount })], now);
  return { ...dispute, isTaken: true };
}
