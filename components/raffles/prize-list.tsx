import { useTranslations } from "next-intl";

import { useFormat } from "@/components/format/use-format";
import { Receipt, ReceiptLine, ReceiptRule } from "@/components/ui/receipt";
import { formatPesos, parsePesos } from "@/server/kernel/money";

import type { PrizeView } from "./raffle-view";

const totalOf = (prizes: readonly PrizeView[]): number =>
  prizes.reduce((sum, prize) => sum + (parsePesos(prize.declaredValue) ?? 0) * prize.quantity, 0);

/** Prizes in the order in which they are drawn, with their declared values. */
export function PrizeList({ prizes }: { prizes: readonly PrizeView[] }) {
  const t = useTranslations();
  const format = useFormat();
  return (
    <Receipt heading="h2" title={t("raffles.prizes")} caption={t("raffles.prizesOrder")}>
      {prizes.map((prize, at) => (
        <ReceiptLine
          key={`${at}-${prize.name}`}
          label={`${at + 1}. ${prize.name}`}
          note={t("raffles.prizeNote", { type: t(`prizeType.${prize.type}`), count: prize.quantity })}
        >
          {prize.quantity > 1 && <>{prize.quantity} × </>}
          {format.money(prize.declaredValue)}
        </ReceiptLine>
      ))}
      <ReceiptRule />
      <ReceiptLine label={t("raffles.prizesTotal")} strong>
        {format.money(formatPesos(totalOf(prizes)))}
      </ReceiptLine>
    </Receipt>
  );
}
