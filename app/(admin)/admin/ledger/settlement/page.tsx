import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { createLoader, parseAsString, type SearchParams } from "nuqs/server";

import { Refusal } from "@/components/layout/refusal";
import { SettlementTable } from "@/components/payments/settlement-table";
import { attempt } from "@/components/providers/attempt";
import { Messages } from "@/components/providers/messages";
import { listParams } from "@/components/table/list-params";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { api } from "@/server/api/rsc";
import { localDay, MEXICO_CITY } from "@/server/kernel/time";

import { gate } from "../../../gate";
import { LedgerNav } from "../ledger-nav";

const load = createLoader({ ...listParams, from: parseAsString, to: parseAsString });
const WEEK_MS = 6 * 86_400_000;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("books"))("settlement") };
}

/** What stations sold, dispensed and clear with each other; the last seven days where none are chosen. */
export default async function SettlementPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { refused } = await gate("ledger:read");
  if (refused) return refused;
  const [t, calls] = await Promise.all([getTranslations("books"), api()]);
  const asked = load(await searchParams);
  const to = asked.to ?? localDay(new Date(), MEXICO_CITY);
  const from = asked.from ?? localDay(new Date(Date.parse(`${to}T18:00:00Z`) - WEEK_MS), MEXICO_CITY);
  const found = await attempt(calls.dashboard.settlement({ from, to }));
  return (
    <Messages only={["books", "common", "table", "refusal", "refusalTitle"]}>
      <PageHeader title={t("settlement")} lead={t("settlementLead")} />
      <LedgerNav />
      {found.ok ? (
        <SettlementTable settlement={found.value} />
      ) : found.refusal === "VALIDATION_ERROR" ? (
        <Notice tone="warn">{t("badSpan")}</Notice>
      ) : (
        <Refusal kind={found.refusal} />
      )}
    </Messages>
  );
}
