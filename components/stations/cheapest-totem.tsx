import { useTranslations } from "next-intl";
import Link from "next/link";

import { useFormat } from "@/components/format/use-format";

import { FuelTotem } from "./fuel-totem";
import { cheapest, type StationView } from "./station-view";

/** The sign of the cheapest station near the default place; nothing when there is none. */
export function CheapestTotem({ stations, now }: { stations: readonly StationView[]; now: Date }) {
  const t = useTranslations();
  const format = useFormat();
  const station = cheapest(stations, "REGULAR");
  if (!station) return null;
  return (
    <aside className="space-y-2">
      <p className="text-ink-muted flex flex-wrap items-baseline justify-between gap-x-3 text-sm">
        <span>{t("home.cheapest")}</span>
        {station.pricesUpdatedAt && (
          <span>{t("stations.updated", { age: format.age(station.pricesUpdatedAt, now) })}</span>
        )}
      </p>
      <FuelTotem prices={station.fuelPrices} />
      <Link
        href={`/stations/${station.id}`}
        className="text-accent inline-flex min-h-11 items-center font-semibold underline underline-offset-2"
      >
        {station.name}
      </Link>
    </aside>
  );
}
