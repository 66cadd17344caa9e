import "server-only";
import type { Refund } from "@/server/payments/domain/refund";
import { refundHandled, type RefundHandled, refundSettled, type RefundSettled } from "@/server/payments/events";
import type { NewEvent } from "@/server/platform/unit";

type Settled = { readonly state: RefundSettled["state"]; readonly reason?: string | null; readonly at: Date };

/** What became of a debt. */
export function refundEvent(refund: Refund, { state, reason = null, at }: Settled): NewEvent {
  const { id: refundId, couponId, userId, amount: amountCentavos } = refund;
  const payload: RefundSettled = { refundId, couponId, userId, amountCentavos, state, reason };
  return { type: refundSettled.type, aggregateId: couponId, occurredAt: at, payload };
}

type Handled = Pick<RefundHandled, "deed"> &
  Partial<Pick<RefundHandled, "payoutId" | "reference">> & { readonly at: Date };

/** What a person did about a debt. */
export function handledEvent(refund: Refund, { deed, payoutId = null, reference = null, at }: Handled): NewEvent {
  const { id: refundId, couponId, amount: amountCentavos } = refund;
  const payload: RefundHandled = { refundId, couponId, payoutId, amountCentavos, deed, reference };
  return { type: refundHandled.type, aggregateId: couponId, occurredAt: at, payload };
}
