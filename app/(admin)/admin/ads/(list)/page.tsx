import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { createLoader, parseAsStringLiteral, type SearchParams } from "nuqs/server";

import { CampaignTable } from "@/components/ads/campaign-table";
import { Refusal } from "@/components/layout/refusal";
import { attempt } from "@/components/providers/attempt";
import { Messages } from "@/components/providers/messages";
import { listParams } from "@/components/table/list-params";
import { ButtonLink } from "@/components/ui/button";
import { Plus } from "@/components/ui/icons";
import { PageHeader } from "@/components/ui/page-header";
import { CAMPAIGN_STATUSES } from "@/server/ads/domain/campaign";
import { api } from "@/server/api/rsc";
import { judge } from "@/server/auth/domain/policy";
import { asId, isUuid } from "@/server/kernel/id";

import { gate } from "../../../gate";

const load = createLoader({ ...listParams, status: parseAsStringLiteral(CAMPAIGN_STATUSES) });

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("campaigns"))("title") };
}

export default async function CampaignsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { who, refused } = await gate("campaign:read");
  if (refused) return refused;
  const [t, calls] = await Promise.all([getTranslations("campaigns"), api()]);
  const { status, limit, cursor } = load(await searchParams);
  const listed = await attempt(
    calls.ads.campaigns({
      ...(status && { status }),
      ...(cursor !== null && isUuid(cursor) && { cursor: asId("campaign", cursor) }),
      limit,
    }),
  );
  const mayCreate = judge("campaign:own", who.role) === "allowed";
  return (
    <Messages only={["common", "table", "state", "refusal", "refusalTitle", "campaigns"]}>
      <PageHeader
        title={t("title")}
        lead={t("lead")}
        action={
          mayCreate && (
            <ButtonLink href="/admin/ads/new">
              <Plus aria-hidden className="size-5" />
              {t("new")}
            </ButtonLink>
          )
        }
      />
      {listed.ok ? <CampaignTable {...listed.value} /> : <Refusal kind={listed.refusal} />}
    </Messages>
  );
}
