import "server-only";
import { statusByBalance } from "@/server/coupons/domain/coupon";
import type { CouponStatus } from "@/server/coupons/domain/coupon-status";
import { couponDisputeClosed, type CouponDisputeClosed } from "@/server/coupons/events";
import type { PurchaseUnit } from "@/server/coupons/ports";
import type { Id, NewId } from "@/server/kernel/id";
import { type Centavos, centavos } from "@/server/kernel/money";
import { disputeLostEntry, disputeReturnedEntry, disputeWonEntry } from "@/server/ledger/contract";
import { coverRefund } from "@/server/payments/contract";

import type { LockedDispute } from "./settle-dispute";

type End = LockedDispute & { readonly outcome: "WON" | "LOST" };
type Closed = {
  readonly status: CouponStatus;
  readonly returned: Centavos;
  readonly lost: Centavos;
  /** Debts that may be paid now. */
  readonly owed: readonly Id<"refund">[];
};

/** The bank has decided. The coupon is locked, the dispute is open; answers the debts that can be paid now. */
export async function appendDisputeEnd(
  ctx: { newId: NewId },
  unit: PurchaseUnit,
  end: End,
): Promise<readonly Id<"refund">[]> {
  const { coupon, dispute, outcome, now } = end;
  await unit.disputes.close(dispute.id, { state: outcome, at: now });
  const closed = outcome === "WON" ? await won(ctx, unit, end) : await lost(unit, end);
  const payload: CouponDisputeClosed = {
    ...{ disputeId: dispute.id, couponId: coupon.id, userId: coupon.userId, outcome, statusAfter: closed.status },
    ...{ returnedCentavos: closed.returned, lostCentavos: closed.lost },
  };
  const event = { type: couponDisputeClosed.type, aggregateId: coupon.id, occurredAt: now, payload };
  await unit.events.append([event]);
  return closed.owed;
}

/** What was frozen, and what came back meanwhile, goes to the coupon, or to its buyer where the coupon is gone. */
async function won(ctx: { newId: NewId }, unit: PurchaseUnit, { coupon, dispute, now }: End): Promise<Closed> {
  const { id: couponId } = coupon;
  const { id: disputeId, amount } = dispute;
  if (dispute.isTaken) await unit.ledger.post([disputeReturnedEntry({ disputeId, couponId, amount })], now);
  const next = await unit.disputes.openOf(couponId);
  const frozen = await unit.ledger.ofCoupon(couponId, "DISPUTES");
  const nothing = { status: coupon.status, returned: centavos(0), lost: centavos(0) };
  if (next) {
    // Another bank's claim about the same coupon keeps it where it is.
    if (coupon.disputeId === disputeId) await unit.wallet.markDispute(couponId, next);
    return { ...nothing, owed: [] };
  }
  const waiting = (await unit.refunds.unpaidOf(couponId)).filter(({ state }) => state === "RESERVED");
  const owed = waiting.map(({ id }) => id);
  if (frozen === 0) {
    await unit.wallet.markDispute(couponId, null);
    return { ...nothing, owed };
  }
  if (coupon.status === "SUSPENDED" || coupon.status === "REDEEMED") {
    const status = statusByBalance(frozen, coupon.faceCentavos);
    await unit.wallet.thaw(couponId, { status, balance: frozen });
    await unit.ledger.post([disputeWonEntry({ couponId, amount: frozen, to: "COUPON", ref: disputeId })], now);
    return { ...nothing, status, returned: frozen, owed };
  }
  await unit.wallet.markDispute(couponId, null);
  const refundId = await owe(ctx, unit, { couponId, paymentId: dispute.paymentId, amount: frozen, now });
  return { ...nothing, returned: frozen, owed: [...owed, refundId] };
}

type Owed = { couponId: Id<"coupon">; paymentId: Id<"payment">; amount: Centavos; now: Date };

/** The coupon was given back before: its buyer gets the money. */
async function owe(ctx: { newId: NewId }, unit: PurchaseUnit, debt: Owed): Promise<Id<"refund">> {
  const { couponId, paymentId, amount, now } = debt;
  const id = ctx.newId("refund");
  await unit.refunds.reserve({
    ...{ id, paymentId, couponId, amount, reason: "dispute_won", note: null, voidOf: null, at: now },
  });
  await unit.ledger.post([disputeWonEntry({ couponId, amount, to: "REFUNDS_PAYABLE", ref: id })], now);
  return id;
}

/** The bank gave the buyer the money: whatever we still owed for it ends, the rest is our loss. */
async function lost(unit: PurchaseUnit, { coupon, dispute, now }: End): Promise<Closed> {
  const { id: couponId } = coupon;
  const from = coupon.status === "EXPIRED" ? "EXPIRED_LIABILITY" : "DISPUTES";
  const amount = await unit.ledger.ofCoupon(couponId, from);
  if (amount > 0) await unit.ledger.post([disputeLostEntry({ couponId, amount, from, ref: dispute.id })], now);
  const isEnded = coupon.status === "SUSPENDED" || coupon.status === "EXPIRED";
  if (isEnded) await unit.wallet.close(couponId, "CANCELLED");
  const covered = await coverDebts(unit, couponId, now);
  const taken = dispute.isTaken ? dispute.amount : 0;
  return {
    ...{ status: isEnded ? "CANCELLED" : coupon.status, returned: centavos(0), owed: [] },
    lost: centavos(Math.max(0, taken - amount - covered)),
  };
}

/** Debts that nobody is paying at this moment; one whose outcome is unknown is settled when it is known. */
async function coverDebts(unit: PurchaseUnit, couponId: Id<"coupon">, now: Date): Promise<number> {
  let covered = 0;
  for (const refund of await unit.refunds.unpaidOf(couponId)) {
    if (await unit.refunds.livePayout(refund.id)) continue;
    await coverRefund(unit, refund, now);
    covered += refund.amount;
  }
  return covered;
}
