import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { notFound, redirect } from "next/navigation";

import { isSpendable } from "@/components/coupons/coupon-view";
import { LiveRefresh } from "@/components/layout/live-refresh";
import { Refusal } from "@/components/layout/refusal";
import { attempt } from "@/components/providers/attempt";
import { ButtonLink } from "@/components/ui/button";
import { PageHeader } from "@/components/ui/page-header";
import { SkeletonList } from "@/components/ui/skeleton";
import { EmptyState, RefusedState } from "@/components/ui/states";
import { api } from "@/server/api/rsc";
import { asId, isUuid } from "@/server/kernel/id";

import { requireCustomer } from "../../require-customer";

type Props = { searchParams: Promise<{ coupon?: string | string[]; cancelled?: string | string[] }> };

const ASK_AGAIN_SECONDS = 2;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("buy"))("returnTitle") };
}

/** Where the payment page sends people back: asks whether it was paid and goes to the code as soon as it was. */
export default async function ReturnPage({ searchParams }: Props) {
  const { coupon: id, cancelled } = await searchParams;
  if (typeof id !== "string" || !isUuid(id)) notFound();
  await requireCustomer();
  const [t, calls] = await Promise.all([getTranslations(), api()]);
  const confirmed = await attempt(calls.coupons.confirmPayment({ id: asId("coupon", id) }));
  if (!confirmed.ok) return <Refusal kind={confirmed.refusal} />;
  const coupon = confirmed.value;
  if (isSpendable(coupon)) redirect(`/coupons/${id}`);
  const again = <ButtonLink href="/buy">{t("buy.again")}</ButtonLink>;
  if (coupon.status !== "PENDING_PAYMENT") {
    return (
      <RefusedState heading="h1" title={t("buy.returnFailed")} action={again}>
        {t("coupon.PAYMENT_FAILED")}
      </RefusedState>
    );
  }
  if (cancelled !== undefined) {
    return (
      <EmptyState
        heading="h1"
        title={t("buy.cancelledTitle")}
        action={<ButtonLink href={`/coupons/${id}`}>{t("buy.seeCoupon")}</ButtonLink>}
      >
        {t("buy.cancelledBody")}
      </EmptyState>
    );
  }
  return (
    <>
      <LiveRefresh everySeconds={ASK_AGAIN_SECONDS} />
      <PageHeader title={t("buy.returnTitle")} lead={t("buy.returnBody")} />
      <SkeletonList rows={1} label={t("buy.returnBody")} className="h-96 w-full" />
    </>
  );
}
