import { useTranslations } from "next-intl";

import { useFormat } from "@/components/format/use-format";
import { Notice } from "@/components/ui/notice";
import { Receipt, ReceiptCode, ReceiptLine, ReceiptRule } from "@/components/ui/receipt";
import type { ReceiptWords } from "@/server/coupons/domain/signed-receipt";

const REASONS = ["pesos", "pesos-and-volume", "volume", "below-next-ticket", "paid-by-prize", "not-covered"] as const;

/** A receipt whose signature holds: what it says, and which key says so. */
export function ReceiptPaper({ words, kid }: { words: ReceiptWords; kid: string }) {
  const t = useTranslations();
  const format = useFormat();
  const { timeZone: zone, priceSince, voidedAt } = words;
  const why = REASONS.find((known) => known === words.ticketsReason) ?? "other";
  return (
    <div className="space-y-4">
      <Notice tone="ok">
        <strong>{t("receipts.valid")}.</strong> {t("receipts.validBody", { kid })}
      </Notice>
      <Receipt
        torn
        heading="h2"
        title={words.stationName}
        caption={`${format.dateTime(words.redeemedAt, zone)} (${format.zone(zone)}) · ${t("receipts.pump", { number: words.pumpNumber })}`}
      >
        {voidedAt && (
          <ReceiptLine label={t("receipts.voided")} tone="danger">
            {format.dateTime(voidedAt, zone)}
          </ReceiptLine>
        )}
        <ReceiptLine label={t(`fuel.${words.fuelType}`)}>{format.litres(words.fuelAmount)}</ReceiptLine>
        <ReceiptLine
          label={t("receipts.price")}
          note={priceSince ? t("receipts.since", { when: format.dateTime(priceSince, zone) }) : undefined}
        >
          {format.price(words.pricePerLiter)}
        </ReceiptLine>
        <ReceiptLine label={t("receipts.tickets")} note={t(`receipts.why.${why}`)}>
          {format.count(words.ticketsGenerated)}
        </ReceiptLine>
        <ReceiptLine label={t("receipts.reference")}>{words.reference}</ReceiptLine>
        <ReceiptRule />
        <ReceiptLine label={t("receipts.total")} strong {...(voidedAt && { tone: "danger" as const })}>
          {format.money(words.totalCost)}
        </ReceiptLine>
        <ReceiptLine label={t("receipts.balance")}>{format.money(words.balance)}</ReceiptLine>
        <ReceiptCode label="id">{words.id}</ReceiptCode>
      </Receipt>
    </div>
  );
}
