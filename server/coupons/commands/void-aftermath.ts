import "server-only";
import type { NewVoid } from "@/server/coupons/domain/redemption-record";
import type { PurchaseUnit } from "@/server/coupons/ports";
import type { NewId } from "@/server/kernel/id";
import { disputeLostEntry } from "@/server/ledger/contract";

type MoneyUnit = Pick<PurchaseUnit, "refunds" | "disputes" | "ledger">;

/**
 * What a void owes where the coupon is gone: money that came back to a coupon that was given back is a debt to its buyer,
 * money of a dispute that the bank has decided against us is the buyer's already. The coupon is locked.
 */
export async function appendVoidAftermath(
  { newId }: { newId: NewId },
  unit: MoneyUnit,
  { target, returnedTo, at }: NewVoid,
): Promise<void> {
  const { id: couponId } = target.coupon;
  const { id: redemptionId, cost: amount } = target.redemption;
  const payment = await paymentWhereItMatters(unit, { returnedTo, couponId });
  if (!payment) return;
  if (returnedTo === "REFUNDS_PAYABLE") {
    const debt = { paymentId: payment.id, couponId, amount, reason: "void_after_end", note: null } as const;
    return unit.refunds.reserve({ ...debt, id: newId("refund"), voidOf: redemptionId, at });
  }
  if (await unit.disputes.openOf(couponId)) return;
  await unit.ledger.post([disputeLostEntry({ couponId, amount, from: "DISPUTES", ref: redemptionId })], at);
}

type Where = Pick<NewVoid, "returnedTo"> & { readonly couponId: NewVoid["target"]["coupon"]["id"] };

/** A coupon that can still be spent, or reissued, has its money back and owes nothing. */
const paymentWhereItMatters = (unit: MoneyUnit, { returnedTo, couponId }: Where) =>
  returnedTo === "REFUNDS_PAYABLE" || returnedTo === "DISPUTES" ? unit.refunds.paymentOf(couponId) : undefined;
