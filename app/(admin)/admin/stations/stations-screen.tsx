import { getTranslations } from "next-intl/server";
import { createLoader, parseAsString, parseAsStringLiteral, type SearchParams } from "nuqs/server";

import { PriceRequests } from "@/components/admin/price-requests";
import { type ListedStation, StationTable } from "@/components/admin/station-table";
import { Refusal } from "@/components/layout/refusal";
import type { Viewer } from "@/components/layout/viewer";
import { attempt } from "@/components/providers/attempt";
import { listParams } from "@/components/table/list-params";
import { PageHeader } from "@/components/ui/page-header";
import { api } from "@/server/api/rsc";
import { judge } from "@/server/auth/domain/policy";
import { asId, isUuid } from "@/server/kernel/id";
import { STATION_STATUSES } from "@/server/stations/domain/station";

const load = createLoader({
  ...listParams,
  q: parseAsString,
  status: parseAsStringLiteral(STATION_STATUSES),
  accepts: parseAsStringLiteral(["true", "false"]),
});

/** The list of stations as its address says; the detail page shows it too, behind its panel. */
export async function StationsScreen({ who, search }: { who: Viewer; search: SearchParams }) {
  const t = await getTranslations("nav");
  const seesAll = judge("station:inspect", who.role) === "allowed";
  return (
    <>
      <PageHeader title={t("adminStations")} />
      {seesAll ? <AllStations who={who} search={search} /> : <OwnStations />}
    </>
  );
}

async function AllStations({ who, search }: { who: Viewer; search: SearchParams }) {
  const calls = await api();
  const { q, status, accepts, limit, cursor } = load(search);
  const [listed, waiting] = await Promise.all([
    attempt(
      calls.stations.directory({
        ...(q !== null && q.length > 1 && { q }),
        ...(status && { status }),
        ...(accepts && { accepts }),
        ...(cursor !== null && isUuid(cursor) && { cursor: asId("station", cursor) }),
        limit,
      }),
    ),
    calls.stations.priceRequests({}),
  ]);
  if (!listed.ok) return <Refusal kind={listed.refusal} />;
  return (
    <>
      <PriceRequests requests={waiting.requests} mayDecide={judge("station:manage", who.role) === "allowed"} />
      <StationTable stations={listed.value.stations} nextCursor={listed.value.nextCursor} hasFilters />
    </>
  );
}

/** A manager's few stations, each as anybody sees it. */
async function OwnStations() {
  const calls = await api();
  const { assignments } = await calls.auth.profile();
  const stations: ListedStation[] = await Promise.all(
    assignments.map(({ stationId }) => calls.stations.byId({ id: stationId })),
  );
  return <StationTable stations={stations} nextCursor={null} hasFilters={false} />;
}
