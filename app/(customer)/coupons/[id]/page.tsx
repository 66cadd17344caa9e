import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { notFound } from "next/navigation";

import { CouponActions } from "@/components/coupons/coupon-actions";
import { CouponLedger } from "@/components/coupons/coupon-ledger";
import { CouponPlate } from "@/components/coupons/coupon-plate";
import { isSpendable } from "@/components/coupons/coupon-view";
import { DropCode, KeepCodes } from "@/components/coupons/offline/keep-codes";
import { shownCodes } from "@/components/coupons/offline/shown-codes";
import { PaymentPanel } from "@/components/coupons/payment-panel";
import { isUnderWay } from "@/components/coupons/payment-shown";
import { RedemptionReceipt } from "@/components/coupons/redemption-receipt";
import { StandingPill } from "@/components/coupons/standing-pill";
import { LiveRefresh } from "@/components/layout/live-refresh";
import { attempt } from "@/components/providers/attempt";
import { ButtonLink } from "@/components/ui/button";
import { Section } from "@/components/ui/card";
import { QrCode } from "@/components/ui/icons";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { EmptyState } from "@/components/ui/states";
import { startWithinMs } from "@/server/ads/domain/ladder";
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
  const [coupon, { redemptions }] = found.value;
  return { coupon, redemptions };
}

type Coupon = Awaited<ReturnType<typeof load>>["coupon"];
type Redemption = Awaited<ReturnType<typeof load>>["redemptions"][number];

/** The code of a coupon that can be spent; of any other, where its payment stands. */
async function Standing({ coupon, person, now }: { coupon: Coupon; person: string; now: Date }) {
  const t = await getTranslations();
  const { qrCode, shortCode, payment } = coupon;
  if (isSpendable(coupon) && qrCode && shortCode) {
    return (
      <div className="space-y-4">
        <KeepCodes person={person} codes={shownCodes([coupon])} asOf={now.toISOString()} />
        <CouponPlate {...{ qrCode, shortCode }} balance={coupon.balance} fuelType={coupon.fuelType} />
        <ButtonLink href={`/coupons/${coupon.id}/code`} tone="secondary" wide>
          <QrCode aria-hidden className="size-5" />
          {t("coupon.fullScreen")}
        </ButtonLink>
        <p className="text-ink-muted text-center text-sm">{t("offline.keptHint")}</p>
      </div>
    );
  }
  const isSpent = coupon.status === "REDEEMED" || coupon.status === "EXPIRED";
  return (
    <div className="space-y-4">
      <DropCode person={person} id={coupon.id} />
      {isSpent && <Notice>{t(`coupon.${coupon.status}`)}</Notice>}
      {payment && <PaymentPanel coupon={{ ...coupon, payment }} now={now} />}
    </div>
  );
}

/** Ads may still begin after this redemption; whether there are any, their page says. */
const mayWatch = ({ voidedAt, ticketsEarned, redeemedAt }: Redemption, now: Date): boolean =>
  voidedAt === null && ticketsEarned > 0 && now.getTime() < new Date(redeemedAt).getTime() + startWithinMs;

export default async function CouponPage({ params }: Props) {
  const { id } = await params;
  if (!isUuid(id)) notFound();
  const who = await requireCustomer();
  const [{ coupon, redemptions }, t] = await Promise.all([load(id), getTranslations()]);
  const now = new Date();
  const isLive = isSpendable(coupon) || (coupon.payment !== null && isUnderWay(coupon.payment.state));
  const isRefundable = coupon.refundableUntil !== null && now < new Date(coupon.refundableUntil);
  const kept = redemptions.filter((redemption) => redemption.voidedAt === null);
  const redeemed = kept.reduce((sum, redemption) => sum + (parsePesos(redemption.totalCost) ?? 0), 0);
  return (
    <>
      {isLive && <LiveRefresh everySeconds={LIVE_SECONDS} />}
      <PageHeader
        back={{ href: "/coupons", label: t("coupons.title") }}
        title={coupon.stationName ?? t("coupons.anyStation")}
        status={<StandingPill coupon={coupon} />}
      />
      <div className="grid gap-10 lg:grid-cols-2">
        <div className="min-w-0">
          <Standing coupon={coupon} person={who.id} now={now} />
        </div>
        <div className="min-w-0 space-y-8">
          <CouponLedger coupon={coupon} redeemed={formatPesos(redeemed)} />
          <CouponActions coupon={{ ...coupon, isRefundable }} />
          {redemptions.map((redemption) => (
            <RedemptionReceipt
              key={redemption.id}
              redemption={redemption}
              href={`/coupons/${coupon.id}/receipts/${redemption.id}`}
              adsHref={mayWatch(redemption, now) ? `/ads/${redemption.id}` : undefined}
            />
          ))}
          {redemptions.length === 0 && isSpendable(coupon) && (
            <Section title={t("coupon.movements")}>
              <EmptyState title={t("coupon.noMovements")}>{t("coupon.noMovementsBody")}</EmptyState>
            </Section>
          )}
        </div>
      </div>
    </>
  );
}
