import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { createLoader, parseAsString, type SearchParams } from "nuqs/server";

import { daySpan } from "@/components/admin/day-span";
import { RedemptionTable } from "@/components/admin/redemption-table";
import { Refusal } from "@/components/layout/refusal";
import type { Viewer } from "@/components/layout/viewer";
import { attempt } from "@/components/providers/attempt";
import { listParams } from "@/components/table/list-params";
import { PageHeader } from "@/components/ui/page-header";
import { api } from "@/server/api/rsc";
import { judge } from "@/server/auth/domain/policy";
import { asId, isUuid } from "@/server/kernel/id";

import { gate } from "../../gate";

const load = createLoader({ ...listParams, station: parseAsString, from: parseAsString, to: parseAsString });
const MOST_STATIONS = 100;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("nav"))("adminRedemptions") };
}

export default async function RedemptionsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { who, refused } = await gate("redemption:read");
  if (refused) return refused;
  const [t, calls] = await Promise.all([getTranslations("nav"), api()]);
  const { station, from, to, limit, cursor } = load(await searchParams);
  const [listed, stations] = await Promise.all([
    attempt(
      calls.redemptions.list({
        ...daySpan(from, to),
        ...(station !== null && isUuid(station) && { stationId: asId("station", station) }),
        ...(cursor !== null && isUuid(cursor) && { cursor: asId("redemption", cursor) }),
        limit,
      }),
    ),
    stationsToChoose(who),
  ]);
  return (
    <>
      <PageHeader title={t("adminRedemptions")} />
      {listed.ok ? (
        <RedemptionTable
          {...listed.value}
          stations={stations}
          opensCoupons={judge("coupon:read", who.role) === "allowed"}
        />
      ) : (
        <Refusal kind={listed.refusal} />
      )}
    </>
  );
}

/** Those of the network; for managers those they work at. */
async function stationsToChoose(who: Viewer): Promise<{ id: string; name: string }[]> {
  const calls = await api();
  if (judge("station:inspect", who.role) === "allowed") {
    const { stations } = await calls.stations.directory({ accepts: true, limit: MOST_STATIONS });
    return stations.map(({ id, name }) => ({ id, name }));
  }
  const { assignments } = await calls.auth.profile();
  return assignments.map(({ stationId, stationName }) => ({ id: stationId, name: stationName }));
}
