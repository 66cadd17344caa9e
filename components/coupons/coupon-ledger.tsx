import { useTranslations } from "next-intl";
import Link from "next/link";

import { useFormat } from "@/components/format/use-format";
import { Receipt, ReceiptLine, ReceiptRule } from "@/components/ui/receipt";

import type { CouponView } from "./coupon-view";

/** The coupon's account: what was paid, what was redeemed, what is left, and its limits. */
export function CouponLedger({ coupon, redeemed }: { coupon: CouponView; redeemed: string }) {
  const t = useTranslations();
  const format = useFormat();
  return (
    <Receipt heading="h2" title={t("coupon.summary")} torn>
      <ReceiptLine label={t("coupon.fuel")}>{t(`fuel.${coupon.fuelType}`)}</ReceiptLine>
      <ReceiptLine label={t("coupon.where")} isText>
        {coupon.stationName ?? t("coupons.anyStation")}
      </ReceiptLine>
      {coupon.validUntil && (
        <ReceiptLine label={t("coupon.until")} note={format.zone()}>
          {format.date(new Date(new Date(coupon.validUntil).getTime() - 1))}
        </ReceiptLine>
      )}
      <ReceiptLine label={t("coupon.face")}>{format.money(coupon.amount)}</ReceiptLine>
      {coupon.payment && (
        <ReceiptLine label={t("coupon.payment")} note={t(`payment.method.${coupon.payment.method}`)}>
          {t(`payment.state.${coupon.payment.state}`)}
        </ReceiptLine>
      )}
      {redeemed !== "0.00" && <ReceiptLine label={t("coupon.redeemed")}>{format.money(`-${redeemed}`)}</ReceiptLine>}
      <ReceiptRule />
      <ReceiptLine label={t("coupon.remaining")} strong>
        {format.money(coupon.balance)}
      </ReceiptLine>
      <Link
        href={`/coupons/${coupon.id}/receipt`}
        className="text-accent inline-flex min-h-11 items-center font-semibold underline underline-offset-2"
      >
        {t("coupon.seeReceipt")}
      </Link>
    </Receipt>
  );
}
