import type { Metadata } from "next";
import { createLoader, parseAsStringLiteral, type SearchParams } from "nuqs/server";

import { Refusal } from "@/components/layout/refusal";
import { DisputeTable } from "@/components/payments/dispute-table";
import { attempt } from "@/components/providers/attempt";
import { listParams } from "@/components/table/list-params";
import { api } from "@/server/api/rsc";
import { asId, isUuid } from "@/server/kernel/id";
import { DISPUTE_STATES } from "@/server/payments/schemas";

import { gate } from "../../../gate";
import { PaymentsFrame, paymentsTitle } from "../payments-frame";

const load = createLoader({ ...listParams, state: parseAsStringLiteral(DISPUTE_STATES) });

export const generateMetadata = async (): Promise<Metadata> => ({ title: await paymentsTitle("disputes") });

export default async function DisputesPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { refused } = await gate("payment:read");
  if (refused) return refused;
  const { state, limit, cursor } = load(await searchParams);
  const listed = await attempt(
    (await api()).payments.disputes({
      ...(state && { state }),
      ...(cursor !== null && isUuid(cursor) && { cursor: asId("dispute", cursor) }),
      limit,
    }),
  );
  return (
    <PaymentsFrame part="disputes">
      {listed.ok ? (
        <DisputeTable {...listed.value} now={new Date().toISOString()} />
      ) : (
        <Refusal kind={listed.refusal} />
      )}
    </PaymentsFrame>
  );
}
