import { useTranslations } from "next-intl";

import { useFormat } from "@/components/format/use-format";
import { Receipt, ReceiptLine, ReceiptRule } from "@/components/ui/receipt";
import type { Fuel } from "@/server/kernel/fuel";
import { formatLitres, parsePesos, parsePrice, volumeFor } from "@/server/kernel/money";

/** Rule version 1: one number for every 100.00 redeemed (domain words, "Tickets"). */
const CENTAVOS_PER_TICKET = 10_000;

type BuySummaryProps = {
  amount: string | undefined;
  fuel: Fuel;
  /** Pesos per litre at the chosen station, where there is one. */ price: string | null;
};

/** What the money becomes: litres at today's price, numbers by the rule, and how long it is valid. */
export function BuySummary({ amount, fuel, price }: BuySummaryProps) {
  const t = useTranslations();
  const format = useFormat();
  const pesos = amount === undefined ? undefined : parsePesos(amount);
  const perLitre = price === null ? undefined : parsePrice(price);
  const litres = pesos !== undefined && perLitre ? format.litres(formatLitres(volumeFor(pesos, perLitre))) : undefined;
  return (
    <Receipt heading="h2" title={t("buy.summary")}>
      <ReceiptLine
        label={t(`fuel.${fuel}`)}
        note={litres && price ? t("buy.about", { litres, price: format.price(price) }) : undefined}
      >
        {amount ? format.money(amount) : "—"}
      </ReceiptLine>
      <ReceiptLine label={t("buy.valid")}>{t("buy.days")}</ReceiptLine>
      <p className="text-ink-muted text-sm">
        {t("buy.tickets", { count: Math.floor((pesos ?? 0) / CENTAVOS_PER_TICKET) })}
      </p>
      <ReceiptRule />
      <ReceiptLine label={t("buy.total")} strong>
        {amount ? format.money(amount) : "—"}
      </ReceiptLine>
    </Receipt>
  );
}
