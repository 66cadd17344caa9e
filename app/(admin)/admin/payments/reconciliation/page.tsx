import type { Metadata } from "next";
import { createLoader, type SearchParams } from "nuqs/server";

import { Refusal } from "@/components/layout/refusal";
import { CompareDay } from "@/components/payments/compare-day";
import { ReconciliationTable } from "@/components/payments/reconciliation-table";
import { attempt } from "@/components/providers/attempt";
import { listParams } from "@/components/table/list-params";
import { api } from "@/server/api/rsc";
import { judge } from "@/server/auth/domain/policy";
import { localDay, MEXICO_CITY } from "@/server/kernel/time";

import { gate } from "../../../gate";
import { PaymentsFrame, paymentsTitle } from "../payments-frame";

const load = createLoader(listParams);

export const generateMetadata = async (): Promise<Metadata> => ({ title: await paymentsTitle("reconciliation") });

/** The days that were compared; an admin compares one now. */
export default async function ReconciliationPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { who, refused } = await gate("payment:read");
  if (refused) return refused;
  const { limit } = load(await searchParams);
  const listed = await attempt((await api()).payments.reconciliations({ limit }));
  const action = judge("payment:reconcile", who.role) === "allowed" && (
    <CompareDay today={localDay(new Date(), MEXICO_CITY)} />
  );
  return (
    <PaymentsFrame part="reconciliation" action={action}>
      {listed.ok ? <ReconciliationTable runs={listed.value.reconciliations} /> : <Refusal kind={listed.refusal} />}
    </PaymentsFrame>
  );
}
