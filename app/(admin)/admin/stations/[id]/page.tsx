import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { notFound } from "next/navigation";
import type { SearchParams } from "nuqs/server";

import { SidePanel } from "@/components/admin/side-panel";
import { StationPanel } from "@/components/admin/station-panel";
import { attempt } from "@/components/providers/attempt";
import { api } from "@/server/api/rsc";
import { judge } from "@/server/auth/domain/policy";
import { asId, isUuid } from "@/server/kernel/id";

import { gate } from "../../../gate";
import { StationsScreen } from "../stations-screen";

const SHOWN_PRICES = 12;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("nav"))("adminStations") };
}

type StationPageProps = { params: Promise<{ id: string }>; searchParams: Promise<SearchParams> };

export default async function StationPage({ params, searchParams }: StationPageProps) {
  const { who, refused } = await gate("station:inspect", "station:price");
  if (refused) return refused;
  const { id } = await params;
  if (!isUuid(id)) notFound();
  const stationId = asId("station", id);
  const calls = await api();
  const found = await attempt(
    Promise.all([
      calls.stations.byId({ id: stationId }),
      calls.stations.priceLog({ id: stationId, limit: SHOWN_PRICES }),
      judge("station:inspect", who.role) === "allowed" ? calls.stations.staff({ id: stationId }) : undefined,
    ]),
  );
  if (!found.ok) notFound();
  const [station, { prices }, staffed] = found.value;
  const isOwn = async () => (await calls.auth.profile()).assignments.some((one) => one.stationId === stationId);
  const mayPrice =
    judge("station:price", who.role) === "allowed" && (who.role !== "STATION_MANAGER" || (await isOwn()));
  return (
    <>
      <StationsScreen who={who} search={await searchParams} />
      <SidePanel title={station.name} listHref="/admin/stations">
        <StationPanel
          station={station}
          history={prices}
          staff={staffed?.staff}
          mayPrice={mayPrice}
          mayManage={judge("station:manage", who.role) === "allowed"}
        />
      </SidePanel>
    </>
  );
}
