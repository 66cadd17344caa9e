import { useTranslations } from "next-intl";

import { useFormat } from "@/components/format/use-format";
import { Receipt, ReceiptCode, ReceiptLine, ReceiptRule } from "@/components/ui/receipt";

import type { CouponView } from "./coupon-view";
import { StandingPill } from "./standing-pill";

type PurchaseReceiptProps = {
  coupon: CouponView & { readonly createdAt: string; readonly activatedAt: string | null };
};

/** What was bought, paid how and when, as the till would print it. */
export function PurchaseReceipt({ coupon }: PurchaseReceiptProps) {
  const t = useTranslations();
  const format = useFormat();
  const { payment, activatedAt, validUntil } = coupon;
  return (
    <Receipt torn heading="h2" title={t("common.appName")} caption={t("coupon.purchaseReceipt")}>
      <ReceiptLine label={t("coupon.boughtAt")} note={format.zone()}>
        {format.dateTime(coupon.createdAt)}
      </ReceiptLine>
      {activatedAt && <ReceiptLine label={t("coupon.paidAt")}>{format.dateTime(activatedAt)}</ReceiptLine>}
      {payment && (
        <ReceiptLine label={t("coupon.payment")} note={t(`payment.method.${payment.method}`)}>
          {t(`payment.state.${payment.state}`)}
        </ReceiptLine>
      )}
      <ReceiptLine label={t("coupon.fuel")}>{t(`fuel.${coupon.fuelType}`)}</ReceiptLine>
      <ReceiptLine label={t("coupon.where")} isText>
        {coupon.stationName ?? t("coupons.anyStation")}
      </ReceiptLine>
      {validUntil && (
        <ReceiptLine label={t("coupon.until")}>{format.date(new Date(new Date(validUntil).getTime() - 1))}</ReceiptLine>
      )}
      <ReceiptRule />
      <ReceiptLine label={t("coupon.total")} strong>
        {format.money(coupon.amount)}
      </ReceiptLine>
      {payment?.refund && (
        <ReceiptLine label={t(`payment.state.${payment.state}`)}>
          {format.money(`-${payment.refund.amount}`)}
        </ReceiptLine>
      )}
      <div className="pt-2">
        <StandingPill coupon={coupon} />
      </div>
      <ReceiptCode label={t("coupon.folio")}>{coupon.id}</ReceiptCode>
      <p className="text-ink-muted text-sm">{t("coupon.notInvoice")}</p>
    </Receipt>
  );
}
