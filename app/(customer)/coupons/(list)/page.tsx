import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";

import { CouponCard } from "@/components/coupons/coupon-card";
import { type CouponView, isSpendable } from "@/components/coupons/coupon-view";
import { ButtonLink } from "@/components/ui/button";
import { Section } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { EmptyState } from "@/components/ui/states";
import { api } from "@/server/api/rsc";

import { requireCustomer } from "../../require-customer";

const PAGE = 50;

type Props = { searchParams: Promise<{ cursor?: string | string[] }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("coupons"))("title") };
}

const groupOf = (coupon: CouponView) =>
  isSpendable(coupon) ? "live" : coupon.status === "PENDING_PAYMENT" ? "waiting" : "past";

export default async function CouponsPage({ searchParams }: Props) {
  await requireCustomer();
  const { cursor } = await searchParams;
  const [t, calls] = await Promise.all([getTranslations(), api()]);
  const { coupons, nextCursor } = await calls.coupons.list({
    limit: PAGE,
    ...(typeof cursor === "string" && { cursor }),
  });
  const buy = (
    <ButtonLink href="/buy" size="lg">
      {t("coupons.buy")}
    </ButtonLink>
  );
  return (
    <>
      <PageHeader title={t("coupons.title")} lead={t("coupons.lead")} action={coupons.length > 0 && buy} />
      {coupons.length === 0 && (
        <EmptyState title={t("coupons.emptyTitle")} action={buy}>
          {t("coupons.emptyBody")}
        </EmptyState>
      )}
      <div className="space-y-8">
        {(["live", "waiting", "past"] as const).map((group) => {
          const members = coupons.filter((coupon) => groupOf(coupon) === group);
          if (members.length === 0) return null;
          return (
            <Section key={group} title={t(`coupons.${group}`)}>
              <div className="grid gap-3 md:grid-cols-2">
                {members.map((coupon) => (
                  <CouponCard key={coupon.id} coupon={coupon} />
                ))}
              </div>
            </Section>
          );
        })}
        <Pagination
          words={{ first: t("common.first"), next: t("common.next") }}
          firstHref={cursor ? "/coupons" : undefined}
          nextHref={nextCursor ? `/coupons?cursor=${encodeURIComponent(nextCursor)}` : undefined}
        />
      </div>
    </>
  );
}
