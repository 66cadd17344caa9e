import { cx } from "class-variance-authority";
import { useTranslations } from "next-intl";
import Link from "next/link";

import { useFormat } from "@/components/format/use-format";
import { toneOf } from "@/components/stations/fuel-totem";
import { QrCode } from "@/components/ui/icons";
import { FuelTag } from "@/components/ui/price-totem";

import { type CouponView, isSpendable } from "./coupon-view";
import { StandingPill } from "./standing-pill";

/** A coupon in a list: what is left, for which fuel, where, until when. Opens its code. */
export function CouponCard({ coupon }: { coupon: CouponView }) {
  const t = useTranslations();
  const format = useFormat();
  const isLive = isSpendable(coupon);
  return (
    <Link
      href={`/coupons/${coupon.id}`}
      className="rounded-box border-line bg-surface-raised hover:border-line-strong flex items-center gap-4 border p-4 transition-colors"
    >
      <div className="min-w-0 flex-1 space-y-2">
        <div className="flex flex-wrap items-center gap-2">
          <FuelTag tone={toneOf[coupon.fuelType]}>{t(`fuel.${coupon.fuelType}`)}</FuelTag>
          <StandingPill coupon={coupon} />
        </div>
        <p className={cx("figure text-4xl", !isLive && "text-ink-muted")}>
          {format.money(isLive ? coupon.balance : coupon.amount)}
        </p>
        <p className="text-ink-muted text-sm">
          {isLive && coupon.balance !== coupon.amount && (
            <>{t("coupons.ofAmount", { amount: format.money(coupon.amount) })} · </>
          )}
          {coupon.stationName ?? t("coupons.anyStation")}
          {coupon.validUntil && (
            <>
              {" "}
              · {t("coupons.validUntil", { date: format.date(new Date(new Date(coupon.validUntil).getTime() - 1)) })}
            </>
          )}
        </p>
      </div>
      {isLive && <QrCode aria-hidden className="text-accent size-10 shrink-0" />}
    </Link>
  );
}
