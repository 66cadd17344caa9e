import { useTranslations } from "next-intl";

import { ButtonLink } from "@/components/ui/button";
import { Section } from "@/components/ui/card";

import { StationRow } from "./station-row";
import { cheapest, type StationView } from "./station-view";

/** The nearest and the cheapest station that take coupons; one row when they are the same. */
export function WalletStations({ stations, now }: { stations: readonly StationView[]; now: Date }) {
  const t = useTranslations("wallet");
  const [nearest] = stations;
  const lowest = cheapest(stations, "REGULAR");
  const shown = [
    ...(nearest ? [{ key: "nearest", station: nearest } as const] : []),
    ...(lowest && lowest.id !== nearest?.id ? [{ key: "cheapest", station: lowest } as const] : []),
  ];
  return (
    <Section title={t("stations")} action={<span className="text-ink-muted text-sm">{t("around")}</span>}>
      {shown.length === 0 && <p className="text-ink-muted">{t("noStations")}</p>}
      <div className="grid gap-4 md:max-lg:grid-cols-2">
        {shown.map(({ key, station }) => (
          <div key={key} className="space-y-2">
            <h3 className="text-ink-muted text-base">{t(key)}</h3>
            <StationRow station={station} now={now} />
          </div>
        ))}
      </div>
      <ButtonLink href="/stations?network=true" tone="secondary">
        {t("seeAll")}
      </ButtonLink>
    </Section>
  );
}
