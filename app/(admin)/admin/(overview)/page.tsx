import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";

import { DailyBars } from "@/components/admin/daily-bars";
import { OverviewFigures } from "@/components/admin/overview-figures";
import { StationFigures } from "@/components/admin/station-figures";
import { getFormat } from "@/components/format/get-format";
import { Section } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { Receipt, ReceiptLine } from "@/components/ui/receipt";
import { EmptyState } from "@/components/ui/states";
import { api } from "@/server/api/rsc";
import { judge } from "@/server/auth/domain/policy";

import { gate } from "../../gate";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("nav"))("adminOverview") };
}

/** The whole network for those who may see it; for managers their own stations. */
export default async function OverviewPage() {
  const { who, refused } = await gate("dashboard:station");
  if (refused) return refused;
  const t = await getTranslations();
  return (
    <>
      <PageHeader title={t("nav.adminOverview")} />
      {judge("dashboard:system", who.role) === "allowed" ? <Network /> : <OwnStations />}
    </>
  );
}

async function Network() {
  const [t, format, calls] = await Promise.all([getTranslations("admin"), getFormat(), api()]);
  const [overview, system] = await Promise.all([calls.dashboard.overview(), calls.dashboard.system({})]);
  return (
    <div className="space-y-10">
      <OverviewFigures overview={overview} />
      <div className="grid gap-8 xl:grid-cols-[3fr_2fr]">
        <Section title={t("daily")}>
          <DailyBars daily={system.daily} />
        </Section>
        <Section title={t("topStations")}>
          <Receipt
            caption={t("span", {
              from: format.date(`${system.from}T12:00:00Z`),
              to: format.date(`${system.to}T12:00:00Z`),
            })}
          >
            {system.stations.length === 0 && <p className="text-ink-muted">{t("nobodyYet")}</p>}
            {system.stations.map((one) => (
              <ReceiptLine key={one.id} label={one.name} note={t("redemptionsN", { count: one.redemptions })}>
                {format.money(one.revenue)}
              </ReceiptLine>
            ))}
          </Receipt>
        </Section>
      </div>
    </div>
  );
}

async function OwnStations() {
  const [t, calls] = await Promise.all([getTranslations("admin"), api()]);
  const { assignments } = await calls.auth.profile();
  const dashboards = await Promise.all(assignments.map(({ stationId }) => calls.dashboard.station({ id: stationId })));
  if (dashboards.length === 0) return <EmptyState title={t("noStationsTitle")}>{t("noStationsBody")}</EmptyState>;
  return (
    <div className="space-y-12">
      {dashboards.map((dashboard) => (
        <StationFigures key={dashboard.stationId} dashboard={dashboard} />
      ))}
    </div>
  );
}
