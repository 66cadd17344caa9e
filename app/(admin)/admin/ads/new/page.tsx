import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";

import { CampaignForm } from "@/components/ads/campaign-form";
import { Messages } from "@/components/providers/messages";
import { localOfInstant } from "@/components/raffles/local-instant";
import { PageHeader } from "@/components/ui/page-header";
import { api } from "@/server/api/rsc";

import { gate } from "../../../gate";

const MONTH_MS = 30 * 86_400_000;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("campaigns"))("new") };
}

export default async function NewCampaignPage() {
  const { refused } = await gate("campaign:own");
  if (refused) return refused;
  const [t, calls] = await Promise.all([getTranslations("campaigns"), api()]);
  const { stations } = await calls.ads.targets();
  const now = new Date();
  const initial = {
    startDate: localOfInstant(now.toISOString()),
    endDate: localOfInstant(new Date(now.getTime() + MONTH_MS).toISOString()),
  };
  return (
    <Messages only={["common", "fuel", "form", "refusal", "refusalTitle", "campaigns"]}>
      <PageHeader back={{ href: "/admin/ads", label: t("title") }} title={t("new")} lead={t("newLead")} />
      <CampaignForm stations={stations} initial={initial} />
    </Messages>
  );
}
