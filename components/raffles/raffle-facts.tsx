import { useTranslations } from "next-intl";

import { useFormat } from "@/components/format/use-format";
import { Receipt, ReceiptLine } from "@/components/ui/receipt";

import type { RaffleView } from "./raffle-view";

export type RaffleRules = {
  readonly territory: string | null;
  readonly pesosPerTicket: string;
  readonly maxTicketsPerPerson: number;
  readonly winsPerPerson: number;
  readonly alternatesPerPrize: number;
  readonly freeEntry: boolean;
};

/** Permit, dates and rules: what was published and no longer changes. */
export function RaffleFacts({ raffle, rules }: { raffle: RaffleView; rules: RaffleRules }) {
  const t = useTranslations();
  const format = useFormat();
  return (
    <Receipt heading="h2" title={t("raffle.facts")} caption={format.zone()}>
      <ReceiptLine label={t("raffle.permit")}>{raffle.permitNumber ?? t("raffle.noPermit")}</ReceiptLine>
      <ReceiptLine label={t("raffle.territory")}>{rules.territory ?? t("raffle.noPermit")}</ReceiptLine>
      <ReceiptLine label={t("raffle.start")}>{format.dateTime(raffle.startDate)}</ReceiptLine>
      <ReceiptLine label={t("raffle.end")}>{format.dateTime(raffle.endDate)}</ReceiptLine>
      <ReceiptLine label={t("raffle.draw")}>{format.dateTime(raffle.drawDate)}</ReceiptLine>
      <ReceiptLine label={t("raffle.perTicket")}>{format.money(rules.pesosPerTicket)}</ReceiptLine>
      <ReceiptLine label={t("raffle.cap")}>{format.count(rules.maxTicketsPerPerson)}</ReceiptLine>
      <ReceiptLine label={t("raffle.wins")}>{format.count(rules.winsPerPerson)}</ReceiptLine>
      <ReceiptLine label={t("raffle.alternates")}>{format.count(rules.alternatesPerPrize)}</ReceiptLine>
      <ReceiptLine label={t("raffle.free")}>{rules.freeEntry ? t("common.yes") : t("common.no")}</ReceiptLine>
    </Receipt>
  );
}
