import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { notFound, redirect } from "next/navigation";

import { isSpendable } from "@/components/coupons/coupon-view";
import { PaymentPanel } from "@/components/coupons/payment-panel";
import { isUnderWay } from "@/components/coupons/payment-shown";
import { LiveRefresh } from "@/components/layout/live-refresh";
import { Refusal } from "@/components/layout/refusal";
import { attempt } from "@/components/providers/attempt";
import { ButtonLink, buttonLook } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/states";
import { api } from "@/server/api/rsc";
import { asId, isUuid } from "@/server/kernel/id";

import { requireCustomer } from "../../require-customer";

type Props = { searchParams: Promise<{ coupon?: string | string[]; cancelled?: string | string[] }> };

const ASK_AGAIN_SECONDS = 3;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("buy"))("returnTitle") };
}

/**
 * Where the payment page sends people back: asks whether it was paid and goes to the code as soon as it was. While the
 * answer is not known it says so, and never that nothing was paid.
 */
export default async function ReturnPage({ searchParams }: Props) {
  const { coupon: id, cancelled } = await searchParams;
  if (typeof id !== "string" || !isUuid(id)) notFound();
  await requireCustomer();
  const [t, calls] = await Promise.all([getTranslations(), api()]);
  const confirmed = await attempt(calls.coupons.confirmPayment({ id: asId("coupon", id) }));
  if (!confirmed.ok) return <Refusal kind={confirmed.refusal} />;
  const coupon = confirmed.value;
  const { payment } = coupon;
  if (isSpendable(coupon) || !payment) redirect(`/coupons/${id}`);
  const seeCoupon = (
    <ButtonLink href={`/coupons/${id}`} tone="secondary">
      {t("buy.seeCoupon")}
    </ButtonLink>
  );
  if (cancelled !== undefined && payment.state === "TO_PAY" && coupon.checkoutUrl) {
    return (
      <EmptyState
        heading="h1"
        title={t("buy.cancelledTitle")}
        action={
          <>
            <a href={coupon.checkoutUrl} className={buttonLook()}>
              {t("payment.payNow")}
            </a>
            {seeCoupon}
          </>
        }
      >
        {t("buy.cancelledBody")}
      </EmptyState>
    );
  }
  return (
    <div className="space-y-4">
      {isUnderWay(payment.state) && <LiveRefresh everySeconds={ASK_AGAIN_SECONDS} />}
      <PaymentPanel coupon={{ ...coupon, payment }} now={new Date()} isReturning heading="h1" />
      {seeCoupon}
    </div>
  );
}
