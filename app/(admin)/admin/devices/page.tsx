import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";

import { DeviceList } from "@/components/device/device-list";
import { PairDialog } from "@/components/device/pair-dialog";
import { Refusal } from "@/components/layout/refusal";
import { attempt } from "@/components/providers/attempt";
import { Section } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { EmptyState } from "@/components/ui/states";
import { api } from "@/server/api/rsc";

import { gate } from "../../gate";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("nav"))("adminDevices") };
}

/** The devices that attendants share, station by station: pair, look, revoke. */
export default async function DevicesPage() {
  const { refused } = await gate("device:manage");
  if (refused) return refused;
  const [t, calls] = await Promise.all([getTranslations(), api()]);
  const { assignments } = await calls.auth.profile();
  const found = await attempt(
    Promise.all(
      assignments.map(async ({ stationId, stationName }) => ({
        stationId,
        stationName,
        devices: (await calls.devices.list({ id: stationId })).devices,
      })),
    ),
  );
  return (
    <>
      <PageHeader title={t("nav.adminDevices")} lead={t("device.lead")} />
      {!found.ok && <Refusal kind={found.refusal} />}
      {found.ok && found.value.length === 0 && (
        <EmptyState title={t("device.noStationTitle")}>{t("device.noStationBody")}</EmptyState>
      )}
      <div className="max-w-3xl space-y-8">
        {found.ok &&
          found.value.map(({ stationId, stationName, devices }) => (
            <Section key={stationId} title={stationName}>
              <PairDialog stationId={stationId} />
              <DeviceList devices={devices} />
            </Section>
          ))}
      </div>
    </>
  );
}
