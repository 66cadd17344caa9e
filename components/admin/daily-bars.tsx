import { useTranslations } from "next-intl";

import { Bars } from "@/components/chart/bars";
import { useFormat } from "@/components/format/use-format";
import { Card } from "@/components/ui/card";
import { parsePesos } from "@/server/kernel/money";

import type { SystemDashboard } from "./admin-views";

const LABEL_EVERY = 7;

/** Pesos redeemed each day; days without any stand as a line. */
export function DailyBars({ daily }: { daily: SystemDashboard["daily"] }) {
  const t = useTranslations("admin");
  const format = useFormat();
  return (
    <Card>
      <Bars
        label={t("daily")}
        bars={daily.map(({ day, redemptions, revenue }, at) => ({
          key: day,
          label: at % LABEL_EVERY === 0 ? format.date(`${day}T12:00:00Z`).replace(/ \d{4}$/, "") : "",
          size: parsePesos(revenue) ?? 0,
          words: t("dayWords", {
            day: format.date(`${day}T12:00:00Z`),
            count: redemptions,
            amount: format.money(revenue),
          }),
        }))}
      />
    </Card>
  );
}
