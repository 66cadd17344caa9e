import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { createLoader, parseAsString, type SearchParams } from "nuqs/server";

import { AuditTable } from "@/components/admin/audit-table";
import { ChainCheck } from "@/components/admin/chain-check";
import { daySpan } from "@/components/admin/day-span";
import { Refusal } from "@/components/layout/refusal";
import { attempt } from "@/components/providers/attempt";
import { listParams } from "@/components/table/list-params";
import { PageHeader } from "@/components/ui/page-header";
import { api } from "@/server/api/rsc";

import { gate } from "../../gate";

const load = createLoader({
  ...listParams,
  type: parseAsString,
  subject: parseAsString,
  from: parseAsString,
  to: parseAsString,
});

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("nav"))("adminAudit") };
}

export default async function AuditPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { refused } = await gate("audit:read");
  if (refused) return refused;
  const [t, calls] = await Promise.all([getTranslations(), api()]);
  const { type, subject, from, to, limit, cursor } = load(await searchParams);
  const listed = await attempt(
    calls.audit.list({
      ...(type !== null && { type }),
      ...(subject !== null && { aggregateId: subject }),
      ...(cursor !== null && { cursor }),
      ...daySpan(from, to),
      limit,
    }),
  );
  return (
    <>
      <PageHeader title={t("nav.adminAudit")} lead={t("admin.auditLead")} action={<ChainCheck />} />
      {listed.ok ? (
        <AuditTable entries={listed.value.entries} nextCursor={listed.value.nextCursor} />
      ) : (
        <Refusal kind={listed.refusal} />
      )}
    </>
  );
}
