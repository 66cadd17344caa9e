"use client";

import { useTranslations } from "next-intl";

import { useFormat } from "@/components/format/use-format";
import { Receipt, ReceiptLine, ReceiptRule } from "@/components/ui/receipt";

import { instantOfLocal } from "./local-instant";
import { type RaffleDraft, sumsOf } from "./raffle-draft";

/** What the draft would become, while it is written. */
export function RaffleDraftSummary({ draft }: { draft: RaffleDraft }) {
  const t = useTranslations("admin");
  const format = useFormat();
  const sums = sumsOf(draft);
  const moment = (text: string) => {
    const at = instantOfLocal(text);
    return at ? format.dateTime(at) : "–";
  };
  return (
    <Receipt heading="h2" title={draft.name === "" ? t("unnamed") : draft.name} caption={format.zone()}>
      {(["startDate", "endDate", "drawDate"] as const).map((name) => (
        <ReceiptLine key={name} label={t(`date.${name}`)}>
          {moment(draft[name])}
        </ReceiptLine>
      ))}
      <ReceiptLine label={t("winners")}>{format.count(sums.winners)}</ReceiptLine>
      <ReceiptLine label={t("alternates")}>{format.count(sums.alternates)}</ReceiptLine>
      <ReceiptLine label={t("partStations")}>
        {draft.isWholeNetwork ? t("wholeNetwork") : format.count(draft.stationIds.length)}
      </ReceiptLine>
      <ReceiptRule />
      <ReceiptLine label={t("prizesValue")} strong>
        {format.money(sums.value)}
      </ReceiptLine>
    </Receipt>
  );
}
