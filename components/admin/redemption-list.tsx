import { cx } from "class-variance-authority";
import { useTranslations } from "next-intl";

import { useFormat } from "@/components/format/use-format";

import type { RedemptionView } from "./admin-views";

/** Where and when a coupon was used, the newest first. */
export function RedemptionList({ redemptions }: { redemptions: readonly RedemptionView[] }) {
  const t = useTranslations();
  const format = useFormat();
  if (redemptions.length === 0) return <p className="text-ink-muted">{t("admin.neverUsed")}</p>;
  return (
    <ul className="divide-line border-line divide-y border-y">
      {redemptions.map((one) => {
        const isVoided = one.status === "VOIDED";
        return (
          <li
            key={one.id}
            className={cx("flex items-baseline justify-between gap-3 py-2", isVoided && "text-ink-muted")}
          >
            <span className="min-w-0">
              <span className="block font-semibold">{one.stationName}</span>
              <span className="text-ink-muted block text-sm">
                {format.dateTime(one.redeemedAt)} · {t("admin.pumpN", { number: one.pumpNumber })} ·{" "}
                {format.litres(one.fuelAmount)} · {one.reference}
                {isVoided && ` · ${t("admin.voided")}`}
              </span>
            </span>
            <span className={cx("figure text-xl", isVoided && "line-through")}>{format.money(one.totalCost)}</span>
          </li>
        );
      })}
    </ul>
  );
}
