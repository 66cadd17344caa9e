import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { notFound } from "next/navigation";

import { CouponActions } from "@/components/coupons/coupon-actions";
import { CouponLedger } from "@/components/coupons/coupon-ledger";
import { CouponPlate } from "@/components/coupons/coupon-plate";
import { isSpendable, toneOfCoupon } from "@/components/coupons/coupon-view";
import { RedemptionReceipt } from "@/components/coupons/redemption-receipt";
import { LiveRefresh } from "@/components/layout/live-refresh";
import { attempt } from "@/components/providers/attempt";
import { ButtonLink } from "@/components/ui/button";
import { Section } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { EmptyState } from "@/components/ui/states";
import { StatusPill } from "@/components/ui/status-pill";
import { api } from "@/server/api/rsc";
import { asId, isUuid } from "@/server/kernel/id";
import { formatPesos, parsePesos } from "@/server/kernel/money";

import { requireCustomer } from "../../require-customer";

type Props = { params: Promise<{ id: string }> };

const LIVE_SECONDS = 5;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("coupon"))("codeLabel") };
}

async function load(id: string) {
  const calls = await api();
  const key = { id: asId("coupon", id) };
  const found = await attempt(
    Promise.all([calls.coupons.byId(key), calls.redemptions.ofCoupon({ ...key, limit: 100 })]),
  );
  if (!found.ok) notFound();
  return found.value;
}

export default async function CouponPage({ params }: Props) {
  const { id } = await params;
  if (!isUuid(id)) notFound();
  await requireCustomer();
  const [[coupon, { redemptions }], t] = await Promise.all([load(id), getTranslations()]);
  const isLive = isSpendable(coupon);
  const isRefundable = coupon.refundableUntil !== null && new Date() < new Date(coupon.refundableUntil);
  const kept = redemptions.filter((redemption) => redemption.voidedAt === null);
  const redeemed = kept.reduce((sum, redemption) => sum + (parsePesos(redemption.totalCost) ?? 0), 0);
  return (
    <>
      {isLive && <LiveRefresh everySeconds={LIVE_SECONDS} />}
      <PageHeader
        back={{ href: "/coupons", label: t("coupons.title") }}
        title={coupon.stationName ?? t("coupons.anyStation")}
        status={<StatusPill tone={toneOfCoupon[coupon.status]}>{t(`couponStatus.${coupon.status}`)}</StatusPill>}
      />
      <div className="grid gap-10 lg:grid-cols-2">
        <div className="space-y-6">
          {isLive && coupon.qrCode && coupon.shortCode && (
            <CouponPlate
              qrCode={coupon.qrCode}
              shortCode={coupon.shortCode}
              balance={coupon.balance}
              fuelType={coupon.fuelType}
            />
          )}
          {coupon.status === "PENDING_PAYMENT" && (
            <EmptyState
              title={t("coupon.pendingTitle")}
              action={coupon.checkoutUrl && <ButtonLink href={coupon.checkoutUrl}>{t("coupon.payNow")}</ButtonLink>}
            >
              {t("coupon.pendingBody")}
            </EmptyState>
          )}
          {!isLive && coupon.status !== "PENDING_PAYMENT" && (
            <Notice tone="warn">{t(`coupon.${coupon.status}`)}</Notice>
          )}
        </div>
        <div className="space-y-8">
          <CouponLedger coupon={coupon} redeemed={formatPesos(redeemed)} />
          <Section title={t("coupon.options")}>
            <CouponActions coupon={{ ...coupon, isRefundable }} />
          </Section>
          {redemptions.length === 0 ? (
            <EmptyState title={t("coupon.noMovements")}>{t("coupon.noMovementsBody")}</EmptyState>
          ) : (
            redemptions.map((redemption) => <RedemptionReceipt key={redemption.id} redemption={redemption} />)
          )}
        </div>
      </div>
    </>
  );
}
