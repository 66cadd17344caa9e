import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { notFound } from "next/navigation";

import { AdPicture } from "@/components/ads/ad-picture";
import { CampaignDecision, CampaignSteps } from "@/components/ads/campaign-actions";
import { CampaignFacts } from "@/components/ads/campaign-facts";
import { toneOfCampaign } from "@/components/ads/campaign-view";
import { ReportTable } from "@/components/ads/report-table";
import { attempt } from "@/components/providers/attempt";
import { Messages } from "@/components/providers/messages";
import { PageHeader } from "@/components/ui/page-header";
import { StatusPill } from "@/components/ui/status-pill";
import { api } from "@/server/api/rsc";
import { judge } from "@/server/auth/domain/policy";
import { asId, isUuid } from "@/server/kernel/id";

import { gate } from "../../../gate";

type Props = { params: Promise<{ id: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("campaigns"))("title") };
}

export default async function CampaignPage({ params }: Props) {
  const { id } = await params;
  const { who, refused } = await gate("campaign:read");
  if (refused) return refused;
  if (!isUuid(id)) notFound();
  const [t, calls] = await Promise.all([getTranslations("campaigns"), api()]);
  const key = { id: asId("campaign", id) };
  const found = await attempt(Promise.all([calls.ads.campaign(key), calls.ads.report(key), calls.ads.targets()]));
  if (!found.ok) notFound();
  const [campaign, report, { stations }] = found.value;
  const chosen = stations.filter((station) => campaign.stationIds?.includes(station.id)).map(({ name }) => name);
  return (
    <Messages only={["common", "refusal", "refusalTitle", "fuel", "campaigns"]}>
      <PageHeader
        back={{ href: "/admin/ads", label: t("title") }}
        title={campaign.name}
        status={<StatusPill tone={toneOfCampaign[campaign.status]}>{t(`statuses.${campaign.status}`)}</StatusPill>}
        action={
          <>
            {judge("campaign:own", who.role) === "allowed" && <CampaignSteps campaign={campaign} />}
            {judge("campaign:decide", who.role) === "allowed" && <CampaignDecision campaign={campaign} />}
          </>
        }
      />
      <div className="grid items-start gap-8 xl:grid-cols-[2fr_3fr]">
        <div className="space-y-6">
          {campaign.creatives.map((creative) => (
            <figure key={creative.id} className="space-y-2">
              <AdPicture {...creative} />
              <figcaption className="font-semibold">{creative.title}</figcaption>
            </figure>
          ))}
          <CampaignFacts campaign={campaign} stations={chosen} />
        </div>
        <ReportTable report={report} />
      </div>
    </Messages>
  );
}
