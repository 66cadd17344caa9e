import { useTranslations } from "next-intl";

import type { RaffleControlled } from "@/components/admin/admin-views";
import { useFormat } from "@/components/format/use-format";
import { Receipt, ReceiptLine, ReceiptRule } from "@/components/ui/receipt";

import { sumsOf } from "./raffle-draft";

/** What publishing will do: from when, where, how much, and how many win. */
export function PublishPreview({ raffle, now }: { raffle: RaffleControlled; now: Date }) {
  const t = useTranslations("admin");
  const format = useFormat();
  const opensAtOnce = new Date(raffle.startDate) <= now;
  const sums = sumsOf({
    prizes: raffle.prizes.map((prize) => ({ ...prize, quantity: String(prize.quantity) })),
    alternatesPerPrize: String(raffle.alternatesPerPrize),
  });
  return (
    <Receipt title={raffle.name} caption={format.zone()}>
      <ReceiptLine label={t("permitNumber")}>{raffle.permitNumber ?? "–"}</ReceiptLine>
      <ReceiptLine label={t("date.startDate")}>
        {opensAtOnce ? t("atOnce") : format.dateTime(raffle.startDate)}
      </ReceiptLine>
      <ReceiptLine label={t("date.endDate")}>{format.dateTime(raffle.endDate)}</ReceiptLine>
      <ReceiptLine label={t("date.drawDate")}>{format.dateTime(raffle.drawDate)}</ReceiptLine>
      <ReceiptLine label={t("partStations")}>
        {raffle.stationIds === null ? t("wholeNetwork") : format.count(raffle.stationIds.length)}
      </ReceiptLine>
      <ReceiptLine label={t("rule.maxTicketsPerPerson")}>{format.count(raffle.maxTicketsPerPerson)}</ReceiptLine>
      <ReceiptLine label={t("winners")}>{format.count(sums.winners)}</ReceiptLine>
      <ReceiptLine label={t("alternates")}>{format.count(sums.alternates)}</ReceiptLine>
      <ReceiptRule />
      <ReceiptLine label={t("prizesValue")} strong>
        {format.money(sums.value)}
      </ReceiptLine>
    </Receipt>
  );
}
