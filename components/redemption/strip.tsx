"use client";

import { cx } from "class-variance-authority";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";

import { useFormat } from "@/components/format/use-format";
import { ChevronDown, Clock, Wifi, WifiOff } from "@/components/ui/icons";

import type { Shift } from "./shift";

type StripProps = {
  shift: Shift;
  isOnline: boolean;
  /** When anything last came back from the house; undefined before the page runs. */
  heardAt: number | undefined;
  pending: number;
  onOpen: () => void;
};

/** Always in sight: where, how much so far, whether the house can be reached, and what is still unanswered. */
export function Strip({ shift, isOnline, heardAt, pending, onOpen }: StripProps) {
  const t = useTranslations();
  const format = useFormat();
  const { station, shift: open } = shift;
  return (
    <header className="border-ink bg-surface-raised flex items-stretch border-b-2">
      <button
        type="button"
        onClick={onOpen}
        aria-haspopup="dialog"
        className="hover:bg-surface-sunken flex min-h-18 min-w-0 flex-1 items-center gap-2 px-4 text-left"
      >
        <span className="min-w-0">
          <span className="block truncate font-bold">{station?.name ?? t("shell.noStation")}</span>
          <span className="text-ink-muted block truncate text-sm">
            {open
              ? t("attendant.shiftLine", {
                  count: open.redemptions,
                  amount: format.money(open.pesos),
                })
              : t("shell.noShift")}
          </span>
        </span>
        <ChevronDown aria-hidden className="size-5 shrink-0" />
      </button>
      <div role="status" className="flex shrink-0 flex-col items-end justify-center gap-0.5 px-4 text-sm font-bold">
        <Sign isGood={isOnline} icon={isOnline ? <Wifi aria-hidden /> : <WifiOff aria-hidden />}>
          {isOnline ? t("shell.online") : t("shell.offline")}
        </Sign>
        {pending > 0 && (
          <Sign isGood={false} icon={<Clock aria-hidden />}>
            {t("attendant.pendingCount", { count: pending })}
          </Sign>
        )}
        {heardAt !== undefined && (
          <span className="text-ink-muted text-xs font-medium whitespace-nowrap">
            {t("attendant.heardAt", { time: format.time(new Date(heardAt), station?.timeZone) })}
          </span>
        )}
      </div>
    </header>
  );
}

function Sign({ isGood, icon, children }: { isGood: boolean; icon: ReactNode; children: ReactNode }) {
  return (
    <span
      className={cx(
        "inline-flex items-center gap-1.5 whitespace-nowrap [&>svg]:size-5",
        isGood ? "text-ok" : "text-danger",
      )}
    >
      {icon}
      {children}
    </span>
  );
}
