import { useTranslations } from "next-intl";

import { StatusPill } from "@/components/ui/status-pill";
import type { CouponStatus } from "@/server/coupons/domain/coupon-status";
import type { PaymentView } from "@/server/coupons/domain/payment-view";

import { toneOfCoupon } from "./coupon-view";
import { toneOfPayment } from "./payment-shown";

type StandingPillProps = {
  coupon: { readonly status: CouponStatus; readonly payment?: Pick<PaymentView, "state"> | null };
};

const byPayment: ReadonlySet<CouponStatus> = new Set(["PENDING_PAYMENT", "PAYMENT_FAILED", "CANCELLED", "SUSPENDED"]);

/** One word for a coupon: while no money is on it, where the payment stands; else what can be done with it. */
export function StandingPill({ coupon: { status, payment } }: StandingPillProps) {
  const t = useTranslations();
  if (payment && byPayment.has(status))
    return <StatusPill tone={toneOfPayment[payment.state]}>{t(`payment.state.${payment.state}`)}</StatusPill>;
  return <StatusPill tone={toneOfCoupon[status]}>{t(`couponStatus.${status}`)}</StatusPill>;
}
