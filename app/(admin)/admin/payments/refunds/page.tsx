import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { createLoader, parseAsStringLiteral, type SearchParams } from "nuqs/server";

import { Refusal } from "@/components/layout/refusal";
import { RefundTable } from "@/components/payments/refund-table";
import { attempt } from "@/components/providers/attempt";
import { listParams } from "@/components/table/list-params";
import { StatusPill } from "@/components/ui/status-pill";
import { api } from "@/server/api/rsc";
import { judge } from "@/server/auth/domain/policy";
import { asId, isUuid } from "@/server/kernel/id";
import { REFUND_VIEWS } from "@/server/payments/schemas";

import { gate } from "../../../gate";
import { PaymentsFrame, paymentsTitle } from "../payments-frame";

const load = createLoader({ ...listParams, show: parseAsStringLiteral(REFUND_VIEWS).withDefault("UNPAID") });

export const generateMetadata = async (): Promise<Metadata> => ({ title: await paymentsTitle("refunds") });

/** Debts to buyers; an admin pays them, an auditor reads. */
export default async function RefundsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { who, refused } = await gate("payment:read");
  if (refused) return refused;
  const [t, calls] = await Promise.all([getTranslations("payments"), api()]);
  const { show, limit, cursor } = load(await searchParams);
  const [{ id: viewerId }, listed] = await Promise.all([
    calls.auth.profile(),
    attempt(
      calls.payments.refunds({
        ...{ show, limit },
        ...(cursor !== null && isUuid(cursor) && { cursor: asId("refund", cursor) }),
      }),
    ),
  ]);
  if (!listed.ok) {
    return (
      <PaymentsFrame part="refunds">
        <Refusal kind={listed.refusal} />
      </PaymentsFrame>
    );
  }
  const { totals } = listed.value;
  const status = show === "UNPAID" && (
    <StatusPill tone={totals.refunds > 0 ? "warn" : "ok"}>{t("owed", { count: totals.refunds })}</StatusPill>
  );
  return (
    <PaymentsFrame part="refunds" status={status}>
      <RefundTable page={listed.value} doer={{ viewerId, mayPay: judge("refund:pay", who.role) === "allowed" }} />
    </PaymentsFrame>
  );
}
