import { useTranslations } from "next-intl";

import { toneOfCoupon } from "@/components/coupons/coupon-view";
import { useFormat } from "@/components/format/use-format";
import { Section } from "@/components/ui/card";
import { Receipt, ReceiptCode, ReceiptLine, ReceiptRule } from "@/components/ui/receipt";
import { StatusPill } from "@/components/ui/status-pill";

import type { InspectedCoupon, LedgerStatement } from "./admin-views";
import { RedemptionList } from "./redemption-list";

type CouponPanelProps = {
  coupon: InspectedCoupon;
  /** Undefined for those who may not read the ledger. */ statement: LedgerStatement | undefined;
};

/** One coupon beside the list: its facts, the money that made its balance, and where it was used. */
export function CouponPanel({ coupon, statement }: CouponPanelProps) {
  const t = useTranslations();
  const format = useFormat();
  return (
    <div className="space-y-8">
      <div>
        <p className="figure text-6xl">{format.money(coupon.balance)}</p>
        <p className="text-ink-muted mt-2">{t("admin.ofFace", { amount: format.money(coupon.amount) })}</p>
      </div>
      <Receipt>
        <ReceiptLine label={t("admin.status")}>
          <StatusPill tone={toneOfCoupon[coupon.status]}>{t(`couponStatus.${coupon.status}`)}</StatusPill>
        </ReceiptLine>
        <ReceiptLine label={t("admin.fuel")}>{t(`fuel.${coupon.fuelType}`)}</ReceiptLine>
        <ReceiptLine label={t("admin.where")}>{coupon.stationName ?? t("admin.wholeNetwork")}</ReceiptLine>
        <ReceiptLine label={t("admin.owner")}>{coupon.ownerName}</ReceiptLine>
        <ReceiptLine label={t("admin.bought")}>{format.dateTime(coupon.createdAt)}</ReceiptLine>
        {coupon.activatedAt && <ReceiptLine label={t("admin.paid")}>{format.dateTime(coupon.activatedAt)}</ReceiptLine>}
        {coupon.validUntil && (
          <ReceiptLine label={t("admin.expires")}>{format.dateTime(coupon.validUntil)}</ReceiptLine>
        )}
        <ReceiptLine label={t("admin.redeemed")}>{format.money(coupon.redeemed)}</ReceiptLine>
        <ReceiptLine label={t("admin.regenerations")}>{format.count(coupon.codeRegenerations)}</ReceiptLine>
        {coupon.isPrize && <ReceiptLine label={t("admin.isPrize")}>{t("common.yes")}</ReceiptLine>}
        <ReceiptCode label={t("admin.id")}>{coupon.id}</ReceiptCode>
      </Receipt>
      {statement && <Movements statement={statement} />}
      <Section title={t("admin.redemptions")}>
        <RedemptionList redemptions={coupon.redemptions} />
      </Section>
    </div>
  );
}

/** Every posting that touched the balance, the oldest first. */
function Movements({ statement }: { statement: LedgerStatement }) {
  const t = useTranslations();
  const format = useFormat();
  return (
    <Section title={t("admin.movements")}>
      <Receipt>
        {statement.entries.length === 0 && <p className="text-ink-muted">{t("admin.noMovements")}</p>}
        {statement.entries.map((entry) => (
          <ReceiptLine key={entry.id} label={t(`admin.movement.${entry.code}`)} note={format.dateTime(entry.postedAt)}>
            {format.money(entry.change)}
          </ReceiptLine>
        ))}
        <ReceiptRule />
        <ReceiptLine label={t("admin.balance")} strong>
          {format.money(statement.closingBalance)}
        </ReceiptLine>
      </Receipt>
    </Section>
  );
}
