import type { Id } from "@/server/kernel/id";
import { formatPesos } from "@/server/kernel/money";
import { instant } from "@/server/kernel/time";

import type { Coupon } from "./coupon";
import { can } from "./coupon-status";
import { type OrderCard, paymentView } from "./payment-view";
import { MOST_REGENERATIONS } from "./purchase";
import { refundableUntil } from "./refund-window";

/** What belongs to a coupon beside the rules' view of it. */
export type CouponRecord = Coupon & {
  readonly qrCode: string | null;
  readonly qrRegenerations: number;
  readonly activatedAt: Date | null;
  readonly createdAt: Date;
  /** The dispute that is open, or was lost. */
  readonly disputeId: Id<"dispute"> | null;
};

/** Member order is that of the wire: stored answers are byte for byte. */
export const couponView = (coupon: CouponRecord, order: OrderCard | undefined, stationName: string | null) => ({
  id: coupon.id,
  status: coupon.status,
  amount: formatPesos(coupon.faceCentavos),
  balance: formatPesos(coupon.balanceCentavos),
  fuelType: coupon.fuel,
  stationId: coupon.stationId,
  validUntil: coupon.expiresAt && instant(coupon.expiresAt),
  checkoutUrl: coupon.status === "PENDING_PAYMENT" && order?.isOpen ? order.checkoutUrl : null,
  qrCode: can("regenerateQr", coupon) ? coupon.qrCode : null,
  shortCode: can("regenerateQr", coupon) ? coupon.shortCode : null,
  stationName,
  paymentMethod: order?.method ?? null,
  qrRegenerationsLeft: MOST_REGENERATIONS - coupon.qrRegenerations,
  refundableUntil: coupon.activatedAt && order ? instant(refundableUntil(coupon.activatedAt)) : null,
  createdAt: instant(coupon.createdAt),
  activatedAt: coupon.activatedAt && instant(coupon.activatedAt),
  redeemed: formatPesos(coupon.redeemedCentavos),
  payment: order ? paymentView(coupon, order) : null,
});

export type CouponView = ReturnType<typeof couponView>;
