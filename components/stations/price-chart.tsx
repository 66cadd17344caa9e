import { useTranslations } from "next-intl";

import { useFormat } from "@/components/format/use-format";
import { FuelTag } from "@/components/ui/price-totem";
import type { Fuel } from "@/server/kernel/fuel";
import { formatPrice } from "@/server/kernel/money";

import { toneOf } from "./fuel-totem";
import { type HistoryLine, priceSteps } from "./price-steps";

const [WIDTH, HEIGHT] = [600, 160];
const stroke: Record<Fuel, string> = {
  REGULAR: "stroke-fuel-regular",
  PREMIUM: "stroke-fuel-premium",
  DIESEL: "stroke-ink",
};

type PriceChartProps = { history: readonly HistoryLine[]; from: Date; to: Date; timeZone: string };

/** How prices went, drawn without a script; the same in words for who does not see it. */
export function PriceChart({ history, from, to, timeZone }: PriceChartProps) {
  const t = useTranslations();
  const format = useFormat();
  const chart = priceSteps(history, { from, to, width: WIDTH, height: HEIGHT });
  if (!chart) return <p className="text-ink-muted">{t("stations.noHistory")}</p>;
  const [lowest, highest] = [format.price(formatPrice(chart.lowest)), format.price(formatPrice(chart.highest))];
  return (
    <figure className="space-y-2">
      <div className="flex flex-wrap gap-2">
        {chart.lines.map(({ fuel }) => (
          <FuelTag key={fuel} tone={toneOf[fuel]}>
            {t(`fuel.${fuel}`)}
          </FuelTag>
        ))}
      </div>
      <svg
        role="img"
        aria-label={t("stations.historyWords", { lowest, highest })}
        viewBox={`0 -4 ${WIDTH} ${HEIGHT + 8}`}
        preserveAspectRatio="none"
        className="border-line h-40 w-full border-y"
      >
        {chart.lines.map(({ fuel, path }) => (
          <path
            key={fuel}
            d={path}
            fill="none"
            strokeWidth={2}
            vectorEffect="non-scaling-stroke"
            className={stroke[fuel]}
          />
        ))}
      </svg>
      <figcaption className="text-ink-muted flex flex-wrap justify-between gap-2 text-sm">
        <span>
          {format.date(from, timeZone)} – {format.date(to, timeZone)}
        </span>
        <span>
          {lowest} – {highest}
        </span>
      </figcaption>
    </figure>
  );
}
