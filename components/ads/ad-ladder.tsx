import { cx } from "class-variance-authority";
import { useTranslations } from "next-intl";

import { Check } from "@/components/ui/icons";
import { secondsOf, stepSeconds, totalAfter } from "@/server/ads/domain/ladder";

import { spokenSeconds } from "./spoken-seconds";

type AdLadderProps = { baseTickets: number; stepsDone: number; /** Steps for which there is an ad. */ reach: number };

/** All ten steps with what each takes and makes; those without an ad today say so. */
export function AdLadder({ baseTickets, stepsDone, reach }: AdLadderProps) {
  const t = useTranslations("ads");
  return (
    <ol className="border-line divide-line rounded-box divide-y border">
      {stepSeconds.map((_, at) => {
        const step = at + 1;
        const isDone = step <= stepsDone;
        const isOpen = !isDone && step <= stepsDone + reach;
        return (
          <li
            key={step}
            className={cx("flex min-h-11 items-center gap-3 px-3 py-2", !isDone && !isOpen && "text-ink-muted")}
          >
            <span className="figure w-8 text-lg">
              {isDone ? <Check aria-label={t("done")} className="text-ok size-5" /> : step}
            </span>
            <span className="flex-1">
              {spokenSeconds(secondsOf(step))}
              {!isDone && !isOpen && <span className="ml-2 text-sm">{t("noAdYet")}</span>}
            </span>
            <span className="tabular-nums">{t("makes", { count: totalAfter(baseTickets, step) })}</span>
          </li>
        );
      })}
    </ol>
  );
}
