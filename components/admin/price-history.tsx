import { useTranslations } from "next-intl";

import { useFormat } from "@/components/format/use-format";
import { toneOf } from "@/components/stations/fuel-totem";
import { FuelTag } from "@/components/ui/price-totem";
import type { Fuel } from "@/server/kernel/fuel";

export type PriceLine = {
  readonly fuelType: Fuel;
  readonly price: string;
  readonly validFrom: string;
  readonly validTo: string | null;
  readonly source: string;
  readonly setBy?: string | null;
};

/** Who set which price from when; the newest first. */
export function PriceHistory({ lines, timeZone }: { lines: readonly PriceLine[]; timeZone: string }) {
  const t = useTranslations();
  const format = useFormat();
  if (lines.length === 0) return <p className="text-ink-muted">{t("admin.noPrices")}</p>;
  return (
    <ul className="divide-line border-line divide-y border-y">
      {lines.map((line) => (
        <li key={`${line.fuelType} ${line.validFrom}`} className="flex items-baseline justify-between gap-3 py-2">
          <span className="min-w-0">
            <FuelTag tone={toneOf[line.fuelType]}>{t(`fuel.${line.fuelType}`)}</FuelTag>
            <span className="text-ink-muted mt-1 block text-sm">
              {format.dateTime(line.validFrom, timeZone)} ·{" "}
              {t.has(`admin.priceSource.${line.source as "ADMIN"}`)
                ? t(`admin.priceSource.${line.source as "ADMIN"}`)
                : line.source}
              {line.setBy && `, ${line.setBy}`}
            </span>
          </span>
          <span className="figure text-2xl">{format.money(line.price)}</span>
        </li>
      ))}
    </ul>
  );
}
