import { useTranslations } from "next-intl";

import { useFormat } from "@/components/format/use-format";
import { Receipt, ReceiptLine } from "@/components/ui/receipt";

/** The shape of `raffles/tickets/standings`. */
export type StandingView = {
  readonly cap: number;
  readonly held: number;
  readonly inAll: number;
  readonly earned: number;
  readonly cutByCap: number;
  readonly late: number;
  readonly voided: number;
};

/** My odds as they are, and what became of every number that I earned. */
export function StandingFacts({ standing }: { standing: StandingView }) {
  const t = useTranslations("tickets");
  const format = useFormat();
  const { cap, held, inAll, earned, cutByCap, late, voided } = standing;
  const lost = [
    ["cutByCap", cutByCap],
    ["voidedNumbers", voided],
    ["late", late],
  ] as const;
  return (
    <Receipt>
      <p className="flex flex-wrap items-baseline gap-x-3">
        <span className="figure text-5xl">{format.count(held)}</span>
        <span className="text-ink-muted text-lg">{t("ofAll", { all: format.count(inAll) })}</span>
      </p>
      <p className="text-ink-muted text-sm">{t("oddsHelp")}</p>
      <ReceiptLine label={t("earned")}>{format.count(earned)}</ReceiptLine>
      {lost.map(
        ([key, count]) =>
          count > 0 && (
            <ReceiptLine key={key} label={t(key)} note={t(`${key}Why`, { cap })}>
              −{format.count(count)}
            </ReceiptLine>
          ),
      )}
      <ReceiptLine label={t("inDraw")}>{format.count(held)}</ReceiptLine>
    </Receipt>
  );
}
