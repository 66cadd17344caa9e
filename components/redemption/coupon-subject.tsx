"use client";

import { useTranslations } from "next-intl";

import { toneOfCoupon } from "@/components/coupons/coupon-view";
import { useFormat } from "@/components/format/use-format";
import { StatusPill } from "@/components/ui/status-pill";

import type { PreviewedCoupon } from "./desk";
import { FuelBar } from "./fuel-bar";
import { LastUseLine } from "./last-use-line";

/** The coupon in hand, large: which hose, how much is left, and the few words that matter. */
export function CouponSubject({ coupon }: { coupon: PreviewedCoupon }) {
  const t = useTranslations();
  const format = useFormat();
  return (
    <>
      <FuelBar fuel={coupon.fuelType} word={t(`fuel.${coupon.fuelType}`)} size="lg">
        {coupon.pricePerLiter !== null && (
          <span className="condensed text-xl">{format.price(coupon.pricePerLiter)}</span>
        )}
      </FuelBar>
      <div className="space-y-3 p-4">
        <div className="flex items-center justify-between gap-3">
          <p className="text-lg font-bold">{t("attendant.balance")}</p>
          <StatusPill tone={toneOfCoupon[coupon.status]}>{t(`couponStatus.${coupon.status}`)}</StatusPill>
        </div>
        <p className="figure text-7xl">{format.money(coupon.balance)}</p>
        <p className="text-ink-muted">
          {t("attendant.ofAmount", { amount: format.money(coupon.amount) })}
          {coupon.validUntil && ` · ${t("attendant.validUntil", { date: format.date(dayBefore(coupon.validUntil)) })}`}
        </p>
        {coupon.lastUse && <LastUseLine lastUse={coupon.lastUse} />}
      </div>
    </>
  );
}

/** The end is exclusive: the last good day is the one before it. */
const dayBefore = (end: string): Date => new Date(new Date(end).getTime() - 1);

/** The same for the screens after the pump is chosen: one bar on a phone, everything on a tablet held wide. */
export function CouponLine({ coupon, pumpNumber }: { coupon: PreviewedCoupon; pumpNumber: number }) {
  const t = useTranslations();
  return (
    <>
      <div className="lg:hidden">
        <FuelBar fuel={coupon.fuelType} word={t(`fuel.${coupon.fuelType}`)} size="md">
          <span className="condensed">{t("attendant.pumpN", { number: pumpNumber })}</span>
        </FuelBar>
      </div>
      <div className="hidden lg:block">
        <CouponSubject coupon={coupon} />
        <p className="border-line mx-4 flex items-baseline justify-between border-t py-4">
          <span className="text-lg font-bold">{t("attendant.pump")}</span>
          <span className="figure text-5xl">{pumpNumber}</span>
        </p>
      </div>
    </>
  );
}
