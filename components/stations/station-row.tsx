import { cx } from "class-variance-authority";
import { useTranslations } from "next-intl";
import Link from "next/link";

import { useFormat } from "@/components/format/use-format";
import { Star } from "@/components/ui/icons";
import { FuelTag, PriceFigure } from "@/components/ui/price-totem";
import { Badge } from "@/components/ui/status-pill";
import { FUELS } from "@/server/kernel/fuel";

import { toneOf } from "./fuel-totem";
import { isStale, type StationView } from "./station-view";

/** One station of a list: where, how far, whether it takes coupons, and its prices with their age. */
export function StationRow({ station, now }: { station: StationView; now: Date }) {
  const t = useTranslations();
  const format = useFormat();
  const { fuelPrices, pricesUpdatedAt } = station;
  const isOld = isStale(station, now);
  const priced = FUELS.filter((fuel) => fuelPrices[fuel]);
  return (
    <article className="rounded-box border-line bg-surface-raised hover:border-line-strong relative border p-4 transition-colors">
      <div className="flex items-start justify-between gap-3">
        <h3 className="min-w-0 text-lg">
          <Link href={`/stations/${station.id}`} className="after:absolute after:inset-0">
            {station.name}
          </Link>
        </h3>
        {station.distanceMeters !== null && (
          <span className="figure shrink-0 pt-1 text-lg">{format.distance(station.distanceMeters)}</span>
        )}
      </div>
      {station.address && <p className="text-ink-muted text-sm">{station.address}</p>}
      <div className="mt-2 flex flex-wrap items-center gap-x-3 gap-y-1 text-sm">
        {station.acceptsCoupons && <Badge tone="accent">{t("stations.network")}</Badge>}
        {station.openNow !== null && (
          <span className={station.openNow ? "text-ok font-semibold" : "text-ink-muted"}>
            {station.openNow ? t("stations.open") : t("stations.closed")}
          </span>
        )}
        {station.rating !== null && station.reviewCount > 0 && (
          <span className="inline-flex items-center gap-1">
            <Star aria-hidden className="size-4" />
            {t("stations.rating", { rating: station.rating.toFixed(1), count: station.reviewCount })}
          </span>
        )}
      </div>
      <ul className={cx("mt-3 flex flex-wrap items-end gap-x-5 gap-y-2", isOld && "text-ink-muted")}>
        {priced.map((fuel) => (
          <li key={fuel} className="flex items-center gap-2">
            <FuelTag tone={toneOf[fuel]}>{t(`fuel.${fuel}`)}</FuelTag>
            <PriceFigure {...format.priceParts(fuelPrices[fuel] ?? "")} size="md" />
          </li>
        ))}
        {priced.length === 0 && <li className="text-ink-muted text-sm">{t("stations.noPrices")}</li>}
      </ul>
      {pricesUpdatedAt && (
        <p className="text-ink-muted mt-2 text-sm">
          {t("stations.updated", { age: format.age(pricesUpdatedAt, now) })}
        </p>
      )}
    </article>
  );
}
