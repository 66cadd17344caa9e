import { cx } from "class-variance-authority";
import { useTranslations } from "next-intl";

import { useFormat } from "@/components/format/use-format";

export type WinnerView = {
  readonly place: number;
  readonly outcome: "WINNER" | "ALTERNATE";
  readonly ticketNumber: number;
  /** Masked: initials, never a name. */
  readonly holder: string;
  readonly prize: string | null;
};

/** Winners in prize order, then alternates in the order in which they would be promoted. */
export function WinnerList({ winners }: { winners: readonly WinnerView[] }) {
  const t = useTranslations("raffle");
  const format = useFormat();
  if (winners.length === 0) return <p className="text-ink-muted">{t("noWinners")}</p>;
  return (
    <ol className="grid gap-2 sm:grid-cols-2">
      {winners.map((winner) => {
        const isWinner = winner.outcome === "WINNER";
        return (
          <li
            key={`${winner.outcome}-${winner.place}`}
            className={cx(
              "flex items-center gap-4 rounded-box border p-3",
              isWinner ? "border-accent bg-accent-soft" : "border-line bg-surface-raised",
            )}
          >
            <span className={cx("figure", isWinner ? "text-3xl" : "text-xl text-ink-muted")}>
              {format.ticketNumber(winner.ticketNumber)}
            </span>
            <span className="min-w-0">
              <span className="block text-sm font-semibold">
                {isWinner ? t("winner") : t("alternate")} {winner.place}
              </span>
              {winner.prize && <span className="block truncate text-sm">{winner.prize}</span>}
              <span className="text-ink-muted block font-mono text-xs">
                {t("holder")} {winner.holder}
              </span>
            </span>
          </li>
        );
      })}
    </ol>
  );
}
