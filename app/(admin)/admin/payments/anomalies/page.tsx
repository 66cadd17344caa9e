import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { createLoader, parseAsStringLiteral, type SearchParams } from "nuqs/server";

import { Refusal } from "@/components/layout/refusal";
import { AnomalyTable } from "@/components/payments/anomaly-table";
import { attempt } from "@/components/providers/attempt";
import { listParams } from "@/components/table/list-params";
import { StatusPill } from "@/components/ui/status-pill";
import { api } from "@/server/api/rsc";
import { judge } from "@/server/auth/domain/policy";
import { asId, isUuid } from "@/server/kernel/id";
import { ANOMALIES } from "@/server/payments/domain/standing";

import { gate } from "../../../gate";
import { PaymentsFrame, paymentsTitle } from "../payments-frame";

const load = createLoader({
  ...listParams,
  show: parseAsStringLiteral(["OPEN", "RESOLVED", "ALL"] as const).withDefault("OPEN"),
  kind: parseAsStringLiteral(ANOMALIES),
});

export const generateMetadata = async (): Promise<Metadata> => ({ title: await paymentsTitle("anomalies") });

/** What does not add up; an admin explains it with a note, an auditor reads. */
export default async function AnomaliesPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { who, refused } = await gate("payment:read");
  if (refused) return refused;
  const [t, calls] = await Promise.all([getTranslations("payments"), api()]);
  const { show, kind, limit, cursor } = load(await searchParams);
  const listed = await attempt(
    calls.payments.anomalies({
      ...{ show, limit },
      ...(kind && { kind }),
      ...(cursor !== null && isUuid(cursor) && { cursor: asId("row", cursor) }),
    }),
  );
  if (!listed.ok) {
    return (
      <PaymentsFrame part="anomalies">
        <Refusal kind={listed.refusal} />
      </PaymentsFrame>
    );
  }
  const { anomalies, open, nextCursor } = listed.value;
  const status = <StatusPill tone={open > 0 ? "warn" : "ok"}>{t("openOnes", { count: open })}</StatusPill>;
  return (
    <PaymentsFrame part="anomalies" status={status}>
      <AnomalyTable
        anomalies={anomalies}
        nextCursor={nextCursor}
        mayResolve={judge("payment:reconcile", who.role) === "allowed"}
      />
    </PaymentsFrame>
  );
}
