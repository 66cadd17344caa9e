import { useTranslations } from "next-intl";

import type { CampaignListed } from "@/components/admin/admin-views";
import { useFormat } from "@/components/format/use-format";
import { Receipt, ReceiptLine, ReceiptRule } from "@/components/ui/receipt";

/** A campaign's money and whom it is for, as a slip. */
export function CampaignFacts({ campaign, stations }: { campaign: CampaignListed; stations: readonly string[] }) {
  const t = useTranslations();
  const format = useFormat();
  const { states, fuels, hours, decisionReason } = campaign;
  const places = [...stations, ...(states ?? [])];
  const when = hours ? t("campaigns.hours", hours) : undefined;
  const target = [...places, ...(fuels ?? []).map((fuel) => t(`fuel.${fuel}`)), ...(when ? [when] : [])];
  return (
    <Receipt heading="h2" title={t("campaigns.budget")}>
      <ReceiptLine label={t("campaigns.dates")}>
        {t("campaigns.days", { from: format.date(campaign.startDate), to: format.date(campaign.endDate) })}
      </ReceiptLine>
      <ReceiptLine label={t("campaigns.target")}>
        {target.length === 0 ? t("campaigns.everywhere") : target.join(", ")}
      </ReceiptLine>
      <ReceiptLine label={t("campaigns.url")}>{new URL(campaign.targetUrl).hostname}</ReceiptLine>
      <ReceiptLine label={t("campaigns.price")}>{format.money(campaign.pricePerView)}</ReceiptLine>
      <ReceiptLine label={t("campaigns.perDay")}>{format.money(campaign.budgetPerDay)}</ReceiptLine>
      <ReceiptLine label={t("campaigns.reserved")}>{format.money(campaign.reserved)}</ReceiptLine>
      <ReceiptLine label={t("campaigns.spent")}>{format.money(campaign.spent)}</ReceiptLine>
      <ReceiptRule />
      <ReceiptLine label={t("campaigns.budgetTotal")} strong>
        {format.money(campaign.budgetTotal)}
      </ReceiptLine>
      {decisionReason && <ReceiptLine label={t("campaigns.decision")}>{decisionReason}</ReceiptLine>}
    </Receipt>
  );
}
