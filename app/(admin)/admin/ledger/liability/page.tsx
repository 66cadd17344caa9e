import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";

import { Refusal } from "@/components/layout/refusal";
import { LiabilityTable } from "@/components/payments/liability-table";
import { attempt } from "@/components/providers/attempt";
import { Messages } from "@/components/providers/messages";
import { PageHeader } from "@/components/ui/page-header";
import { api } from "@/server/api/rsc";

import { gate } from "../../../gate";
import { LedgerNav } from "../ledger-nav";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("books"))("liability") };
}

/** What is owed to buyers now. */
export default async function LiabilityPage() {
  const { refused } = await gate("ledger:read");
  if (refused) return refused;
  const [t, calls] = await Promise.all([getTranslations("books"), api()]);
  const found = await attempt(calls.dashboard.liability());
  return (
    <Messages only={["books", "fuel", "common", "table", "refusal", "refusalTitle"]}>
      <PageHeader title={t("liability")} lead={t("liabilityLead")} />
      <LedgerNav />
      {found.ok ? <LiabilityTable liability={found.value} /> : <Refusal kind={found.refusal} />}
    </Messages>
  );
}
