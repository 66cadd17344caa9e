import { useTranslations } from "next-intl";

import { useFormat } from "@/components/format/use-format";
import { FuelTotem } from "@/components/stations/fuel-totem";
import { ButtonLink } from "@/components/ui/button";
import { Section } from "@/components/ui/card";
import { Receipt, ReceiptLine } from "@/components/ui/receipt";
import { StatusPill } from "@/components/ui/status-pill";
import type { StationDetail } from "@/server/stations/schemas";

import type { StaffMember } from "./admin-views";
import { NetworkDialog } from "./network-dialog";
import { PriceDialog } from "./price-dialog";
import { PriceHistory, type PriceLine } from "./price-history";
import { StaffSection } from "./staff-section";
import { toneOfStation } from "./station-tone";

type StationPanelProps = {
  station: StationDetail;
  history: readonly PriceLine[];
  /** Undefined for those who may not see it. */
  staff: readonly StaffMember[] | undefined;
  mayPrice: boolean;
  mayManage: boolean;
};

/** One station beside the list: prices of today, what may be changed, and its facts. */
export function StationPanel({ station, history, staff, mayPrice, mayManage }: StationPanelProps) {
  const t = useTranslations();
  const format = useFormat();
  return (
    <div className="space-y-8">
      <FuelTotem prices={station.fuelPrices} />
      <div className="flex flex-wrap gap-2">
        {mayPrice && <PriceDialog stationId={station.id} timeZone={station.timeZone} prices={station.fuelPrices} />}
        {mayManage && (
          <NetworkDialog
            key={String(station.acceptsCoupons)}
            stationId={station.id}
            isMember={station.acceptsCoupons}
            contractDate={station.contractDate}
          />
        )}
        <ButtonLink href={`/stations/${station.id}`} tone="secondary">
          {t("admin.seePublic")}
        </ButtonLink>
      </div>
      <Receipt>
        <ReceiptLine label={t("admin.status")}>
          <StatusPill tone={toneOfStation[station.status]}>{t(`stationStatus.${station.status}`)}</StatusPill>
        </ReceiptLine>
        <ReceiptLine label={t("admin.network")}>
          {station.acceptsCoupons ? t("admin.inside") : t("admin.outside")}
        </ReceiptLine>
        {station.contractDate && (
          <ReceiptLine label={t("admin.contractDate")}>{format.date(`${station.contractDate}T12:00:00Z`)}</ReceiptLine>
        )}
        <ReceiptLine label={t("admin.permit")}>{station.permit}</ReceiptLine>
        <ReceiptLine label={t("admin.zone")}>{format.zone(station.timeZone)}</ReceiptLine>
        {station.address && <p className="text-ink-muted text-sm">{station.address}</p>}
        {station.pumps.map((pump) => (
          <ReceiptLine key={pump.number} label={t("admin.pumpN", { number: pump.number })}>
            {pump.fuels.map((fuel) => t(`fuel.${fuel}`)).join(", ")}
          </ReceiptLine>
        ))}
      </Receipt>
      {staff && <StaffSection stationId={station.id} timeZone={station.timeZone} staff={staff} mayManage={mayManage} />}
      <Section title={t("admin.priceHistory")}>
        <PriceHistory lines={history} timeZone={station.timeZone} />
      </Section>
    </div>
  );
}
