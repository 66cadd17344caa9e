import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { createLoader, parseAsString, type SearchParams } from "nuqs/server";

import { PriceBoard } from "@/components/admin/price-board";
import { PriceRequests } from "@/components/admin/price-requests";
import { Refusal } from "@/components/layout/refusal";
import { attempt } from "@/components/providers/attempt";
import { listParams } from "@/components/table/list-params";
import { PageHeader } from "@/components/ui/page-header";
import { api } from "@/server/api/rsc";
import { judge } from "@/server/auth/domain/policy";
import { asId, isUuid } from "@/server/kernel/id";

import { gate } from "../../gate";

const load = createLoader({ ...listParams, q: parseAsString });

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("admin.priceBoard"))("title") };
}

/** Prices to answer for: a manager changes their own, an admin also decides what waits, an auditor reads. */
export default async function PricesPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { who, refused } = await gate("station:board");
  if (refused) return refused;
  const [t, calls] = await Promise.all([getTranslations("admin.priceBoard"), api()]);
  const { q, limit, cursor } = load(await searchParams);
  const may = (permission: "station:inspect" | "station:manage" | "station:price") =>
    judge(permission, who.role) === "allowed";
  const [listed, waiting] = await Promise.all([
    attempt(
      calls.stations.priceBoard({
        ...(q !== null && q.length > 1 && { q }),
        ...(cursor !== null && isUuid(cursor) && { cursor: asId("station", cursor) }),
        limit,
      }),
    ),
    may("station:inspect") ? calls.stations.priceRequests({}) : undefined,
  ]);
  if (!listed.ok) return <Refusal kind={listed.refusal} />;
  return (
    <>
      <PageHeader title={t("title")} lead={t("lead")} />
      {waiting && <PriceRequests requests={waiting.requests} mayDecide={may("station:manage")} />}
      <PriceBoard {...listed.value} mayPrice={may("station:price")} />
    </>
  );
}
