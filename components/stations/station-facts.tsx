import { useTranslations } from "next-intl";

import { useFormat } from "@/components/format/use-format";
import { FuelTag } from "@/components/ui/price-totem";
import { Receipt, ReceiptLine } from "@/components/ui/receipt";
import type { StationDetail } from "@/server/stations/schemas";

import { toneOf } from "./fuel-totem";

type DayHours = StationDetail["hours"][number];

/** Days with the same hours in one line: `lun – vie`. */
function runsOf(hours: readonly DayHours[]): { from: number; to: number; opensAt: string; closesAt: string }[] {
  const runs: { from: number; to: number; opensAt: string; closesAt: string }[] = [];
  for (const { weekday, opensAt, closesAt } of [...hours].sort((a, b) => a.weekday - b.weekday)) {
    const last = runs.at(-1);
    if (last?.to === weekday - 1 && last.opensAt === opensAt && last.closesAt === closesAt) last.to = weekday;
    else runs.push({ from: weekday, to: weekday, opensAt, closesAt });
  }
  return runs;
}

function Hours({ station }: { station: StationDetail }) {
  const t = useTranslations("stations");
  if (station.isOpenAllDay) return <ReceiptLine label={t("hours")}>{t("allDay")}</ReceiptLine>;
  if (station.hours.length === 0) return <ReceiptLine label={t("hours")}>{t("hoursUnknown")}</ReceiptLine>;
  const day = (weekday: number) => t(`weekday.${String(weekday) as "1" | "2" | "3" | "4" | "5" | "6" | "7"}`);
  return runsOf(station.hours).map(({ from, to, opensAt, closesAt }) => (
    <ReceiptLine key={`${from}-${opensAt}`} label={from === to ? day(from) : `${day(from)} – ${day(to)}`}>
      {opensAt} – {closesAt}
    </ReceiptLine>
  ));
}

/** Everything about a station that is not a price: hours in its own zone, pumps, permit, place. */
export function StationFacts({ station, now }: { station: StationDetail; now: Date }) {
  const t = useTranslations();
  const format = useFormat();
  const region = [station.municipality, station.state, station.postalCode].filter(Boolean).join(", ");
  return (
    <Receipt>
      {station.address && <ReceiptLine label={t("stations.address")}>{station.address}</ReceiptLine>}
      {region && <p className="text-ink-muted text-right text-sm">{region}</p>}
      <ReceiptLine label={t("stations.zone")} note={format.zone(station.timeZone)}>
        {format.time(now, station.timeZone)}
      </ReceiptLine>
      <Hours station={station} />
      {station.pumps.map((pump) => (
        <ReceiptLine key={pump.number} label={t("coupon.pump", { number: pump.number })}>
          <span className="inline-flex flex-wrap justify-end gap-1">
            {pump.fuels.map((fuel) => (
              <FuelTag key={fuel} tone={toneOf[fuel]}>
                {t(`fuel.${fuel}`)}
              </FuelTag>
            ))}
          </span>
        </ReceiptLine>
      ))}
      <ReceiptLine label={t("stations.permit")}>{station.permit}</ReceiptLine>
      <ReceiptLine label={t("stations.coordinates")}>
        {station.latitude.toFixed(5)}, {station.longitude.toFixed(5)}
      </ReceiptLine>
    </Receipt>
  );
}
