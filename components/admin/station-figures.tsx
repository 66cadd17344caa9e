import { useTranslations } from "next-intl";

import { Bars } from "@/components/chart/bars";
import { useFormat } from "@/components/format/use-format";
import { Card, Section } from "@/components/ui/card";
import { Receipt, ReceiptLine } from "@/components/ui/receipt";
import { Stat } from "@/components/ui/stat";
import { FUELS } from "@/server/kernel/fuel";
import { parsePesos } from "@/server/kernel/money";

import type { StationDashboard } from "./admin-views";

/** What a station did in the span: totals, its hours, and who dispensed. */
export function StationFigures({ dashboard }: { dashboard: StationDashboard }) {
  const t = useTranslations();
  const format = useFormat();
  const { stationId, timeZone } = dashboard;
  return (
    <Section title={dashboard.stationName}>
      <p className="text-ink-muted text-sm">
        {format.dateTime(dashboard.from, timeZone)} – {format.dateTime(dashboard.to, timeZone)}, {format.zone(timeZone)}
      </p>
      <div className="grid gap-3 sm:grid-cols-2 xl:grid-cols-3">
        <Stat
          label={t("admin.revenue")}
          value={format.money(dashboard.totalRevenue)}
          note={t("admin.redemptionsN", { count: dashboard.totalRedemptions })}
          href={`/admin/redemptions?station=${stationId}`}
        />
        <Stat label={t("admin.average")} value={format.money(dashboard.averageRedemption)} />
        <Stat label={t("admin.voids")} value={format.count(dashboard.voids)} />
      </div>
      <div className="grid gap-3 lg:grid-cols-2">
        <Card>
          <Bars
            label={t("admin.hourly")}
            bars={dashboard.hourly.map(({ hour, redemptions, revenue }) => ({
              key: String(hour),
              label: hour % 6 === 0 ? `${hour}:00` : "",
              size: parsePesos(revenue) ?? 0,
              words: t("admin.hourWords", { hour, count: redemptions, amount: format.money(revenue) }),
            }))}
          />
        </Card>
        <Receipt title={t("admin.whoDispensed")}>
          {dashboard.attendants.length === 0 && <p className="text-ink-muted">{t("admin.nobodyYet")}</p>}
          {dashboard.attendants.map((one) => (
            <ReceiptLine
              key={one.attendantId}
              label={one.name}
              note={t("admin.redemptionsN", { count: one.redemptions })}
            >
              {format.money(one.revenue)}
            </ReceiptLine>
          ))}
          {FUELS.map((fuel) => (
            <ReceiptLine key={fuel} label={t(`fuel.${fuel}`)}>
              {format.litres(dashboard.litersByFuel[fuel])}
            </ReceiptLine>
          ))}
        </Receipt>
      </div>
    </Section>
  );
}
