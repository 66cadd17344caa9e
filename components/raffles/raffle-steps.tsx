import { cx } from "class-variance-authority";
import { useTranslations } from "next-intl";

import { useFormat } from "@/components/format/use-format";
import { Check, Clock, X } from "@/components/ui/icons";
import type { RaffleStatus } from "@/server/raffles/domain/raffle-words";

type Dated = {
  readonly status: RaffleStatus;
  readonly startDate: string;
  readonly endDate: string;
  readonly drawDate: string;
  readonly opensAt: string | null;
  readonly closedAt: string | null;
  readonly frozenAt: string | null;
  readonly drawnAt: string | null;
};

type Step = {
  readonly key: "open" | "close" | "freeze" | "draw";
  readonly planned: string | null;
  readonly happened: string | null;
};

const isEnded = (status: RaffleStatus): boolean => status === "CANCELLED" || status === "VOID";

/** The life of a raffle as a row of instants: what happened, when, and what is planned. */
export function RaffleSteps({ raffle }: { raffle: Dated }) {
  const t = useTranslations("admin");
  const format = useFormat();
  const isOpened = raffle.opensAt !== null && raffle.status !== "DRAFT" && raffle.status !== "PUBLISHED";
  const steps: readonly Step[] = [
    { key: "open", planned: raffle.startDate, happened: isOpened ? raffle.opensAt : null },
    { key: "close", planned: raffle.endDate, happened: raffle.closedAt },
    { key: "freeze", planned: null, happened: raffle.frozenAt },
    { key: "draw", planned: raffle.drawDate, happened: raffle.drawnAt },
  ];
  return (
    <ol className="grid gap-px sm:grid-cols-2 xl:grid-cols-4">
      {steps.map(({ key, planned, happened }) => {
        const isOff = happened === null && isEnded(raffle.status);
        const Sign = happened ? Check : isOff ? X : Clock;
        return (
          <li
            key={key}
            className={cx(
              "border-t-4 px-1 pt-3 pb-4 pr-4",
              happened ? "border-ok" : "border-line-strong",
              isOff && "text-ink-muted",
            )}
          >
            <p className="flex items-center gap-2 font-semibold">
              <Sign aria-hidden className={cx("size-5", happened && "text-ok")} />
              {t(`step.${key}`)}
            </p>
            <p className="figure mt-2 text-xl">
              {happened ? format.dateTime(happened) : planned && !isOff ? format.dateTime(planned) : "–"}
            </p>
            <p className="text-ink-muted text-sm">{happened ? t("happened") : isOff ? t("willNot") : t("planned")}</p>
          </li>
        );
      })}
    </ol>
  );
}
