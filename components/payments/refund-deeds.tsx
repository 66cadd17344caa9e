"use client";

import { useTranslations } from "next-intl";

import { Button } from "@/components/ui/button";
import { awaitsPeople, mayRetry } from "@/server/payments/domain/refund";

import type { RefundListed } from "./payment-views";

export type RefundDeed = "retry" | "transfer" | "confirm";

type RefundDeedsProps = {
  refund: RefundListed;
  viewerId: string;
  mayPay: boolean;
  onChoose: (deed: RefundDeed) => void;
};

/** What can be done about one debt now, or what it waits for. */
export function RefundDeeds({ refund, viewerId, mayPay, onChoose }: RefundDeedsProps) {
  const t = useTranslations("payments");
  const { isHeld, proposed, accountLast4 } = refund;
  if (!awaitsPeople(refund)) return <>{isHeld ? t("held") : "–"}</>;
  if (isHeld) return <span className="block max-w-48">{t("held")}</span>;
  if (proposed) {
    if (!mayPay || proposed.recordedBy === viewerId) return <span className="block max-w-48">{t("awaitsSecond")}</span>;
    return (
      <Button size="sm" onClick={() => onChoose("confirm")}>
        {t("confirm")}
      </Button>
    );
  }
  return (
    <span className="flex max-w-56 flex-col items-start gap-2">
      {accountLast4 === null ? t("noAccount") : t("accountEnds", { last4: accountLast4 })}
      {mayPay && mayRetry(refund) && (
        <Button size="sm" tone="secondary" onClick={() => onChoose("retry")}>
          {t("retry")}
        </Button>
      )}
      {mayPay && accountLast4 !== null && (
        <Button size="sm" tone="secondary" onClick={() => onChoose("transfer")}>
          {t("transfer")}
        </Button>
      )}
    </span>
  );
}
