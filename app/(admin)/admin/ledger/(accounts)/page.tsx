import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { createLoader, parseAsString, parseAsStringLiteral, type SearchParams } from "nuqs/server";

import { daySpan } from "@/components/admin/day-span";
import { LedgerBalances } from "@/components/admin/ledger-balances";
import { LedgerTable } from "@/components/admin/ledger-table";
import { Refusal } from "@/components/layout/refusal";
import { attempt } from "@/components/providers/attempt";
import { listParams } from "@/components/table/list-params";
import { Section } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { api } from "@/server/api/rsc";
import { ACCOUNTS } from "@/server/ledger/domain/entry";

import { gate } from "../../../gate";
import { LedgerNav } from "../ledger-nav";

const load = createLoader({
  ...listParams,
  account: parseAsStringLiteral(ACCOUNTS).withDefault("COUPON"),
  from: parseAsString,
  to: parseAsString,
});

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("nav"))("adminLedger") };
}

export default async function LedgerPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { refused } = await gate("ledger:read");
  if (refused) return refused;
  const [t, calls] = await Promise.all([getTranslations(), api()]);
  const { account, from, to, limit, cursor } = load(await searchParams);
  const span = daySpan(from, to);
  const [{ balances }, statement] = await Promise.all([
    calls.ledger.balances({}),
    attempt(calls.ledger.statement({ account, ...span, limit, ...(cursor !== null && { cursor }) })),
  ]);
  return (
    <>
      <PageHeader title={t("nav.adminLedger")} lead={t("admin.ledgerLead")} />
      <LedgerNav />
      <div className="space-y-10">
        <LedgerBalances balances={balances} chosen={account} />
        <Section title={t(`admin.accountName.${account}`)}>
          {statement.ok ? (
            <LedgerTable
              statement={statement.value}
              fileHref={`/api/v1/ledger/statement.csv?${new URLSearchParams({ account, ...span }).toString()}`}
            />
          ) : (
            <Refusal kind={statement.refusal} />
          )}
        </Section>
      </div>
    </>
  );
}
