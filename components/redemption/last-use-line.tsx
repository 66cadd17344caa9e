"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";

import { useFormat } from "@/components/format/use-format";
import { TriangleAlert } from "@/components/ui/icons";

import type { LastUse } from "./desk";

/** Where, when and by whom it was used last; the same day it stands out, because it may be the very same car. */
export function LastUseLine({ lastUse }: { lastUse: LastUse }) {
  const t = useTranslations("attendant");
  const format = useFormat();
  const { redeemedAt, pumpNumber: pump, attendantInitials: who, totalCost } = lastUse;
  const [today] = useState(() => format.date(new Date()));
  const isToday = format.date(redeemedAt) === today;
  if (!isToday) {
    return <p className="text-ink-muted">{t("lastUse", { when: format.dateTime(redeemedAt), pump, who })}</p>;
  }
  return (
    <p className="rounded-box bg-verdict-warn text-verdict-warn-ink flex items-start gap-2 px-3 py-2 text-lg font-bold">
      <TriangleAlert aria-hidden className="mt-0.5 size-6 shrink-0" />
      <span>
        {t("lastUseToday", { time: format.time(redeemedAt), pump, who })} · {format.money(totalCost)}
      </span>
    </p>
  );
}
