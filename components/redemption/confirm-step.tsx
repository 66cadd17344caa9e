"use client";

import { useTranslations } from "next-intl";

import { useFormat } from "@/components/format/use-format";
import { Button } from "@/components/ui/button";
import { Receipt, ReceiptLine, ReceiptRule } from "@/components/ui/receipt";
import type { Id } from "@/server/kernel/id";
import { formatLitres, formatPesos } from "@/server/kernel/money";

import { CouponLine } from "./coupon-subject";
import type { WithAmount } from "./desk";
import { LastAtPump } from "./last-at-pump";
import { quoteOf, type Till } from "./quote";
import { StepFrame } from "./step-frame";

type ConfirmStepProps = {
  at: WithAmount;
  till: Till;
  stationId: Id<"station">;
  isOnline: boolean;
  onSend: () => void;
  onBack: () => void;
};

/** What will happen, once more in full, and the one button that makes it happen. */
export function ConfirmStep({ at, till, stationId, isOnline, onSend, onBack }: ConfirmStepProps) {
  const t = useTranslations();
  const format = useFormat();
  const quote = quoteOf(at.typed, till);
  if (quote.state !== "ready") return null;
  const pesos = format.money(formatPesos(quote.sale.cost));
  const volume = format.litres(formatLitres(quote.sale.volume));
  return (
    <StepFrame
      subject={<CouponLine coupon={at.coupon} pumpNumber={at.pumpNumber} />}
      action={
        <>
          <Button size="xxl" wide disabled={!isOnline} reason={t("attendant.offlineRefusal")} onClick={onSend}>
            {t("attendant.charge", { amount: pesos })}
          </Button>
          <Button tone="secondary" size="xl" wide onClick={onBack}>
            {t("attendant.correct")}
          </Button>
        </>
      }
    >
      <h1 className="sr-only">{t("attendant.confirmTitle")}</h1>
      <p className="figure text-7xl">{at.typed.askedIn === "PESOS" ? pesos : volume}</p>
      <LastAtPump stationId={stationId} pumpNumber={at.pumpNumber} couponId={at.coupon.id} />
      <Receipt className="text-lg">
        <ReceiptLine label={t(`fuel.${at.coupon.fuelType}`)}>{volume}</ReceiptLine>
        <ReceiptLine label={t("attendant.price")}>{format.price(at.coupon.pricePerLiter ?? "")}</ReceiptLine>
        <ReceiptRule />
        <ReceiptLine label={t("attendant.toCharge")} strong>
          {pesos}
        </ReceiptLine>
        <ReceiptLine label={t("attendant.balanceAfter")}>{format.money(formatPesos(quote.balanceAfter))}</ReceiptLine>
      </Receipt>
    </StepFrame>
  );
}
