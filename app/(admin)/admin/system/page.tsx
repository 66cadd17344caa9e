import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";

import { PartsState } from "@/components/admin/parts-state";
import { SubscriptionTable } from "@/components/admin/subscription-table";
import { LiveRefresh } from "@/components/layout/live-refresh";
import { Section } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { api } from "@/server/api/rsc";

import { gate } from "../../gate";

const REFRESH_SECONDS = 15;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("nav"))("adminSystem") };
}

export default async function SystemPage() {
  const { refused } = await gate("dashboard:system");
  if (refused) return refused;
  const [t, calls] = await Promise.all([getTranslations(), api()]);
  const { subscriptions } = await calls.dashboard.overview();
  return (
    <>
      <PageHeader title={t("nav.adminSystem")} />
      <LiveRefresh everySeconds={REFRESH_SECONDS} />
      <div className="space-y-10">
        <Section title={t("admin.parts")}>
          <PartsState />
        </Section>
        <Section title={t("admin.subscriptions")}>
          <SubscriptionTable subscriptions={subscriptions} />
        </Section>
      </div>
    </>
  );
}
