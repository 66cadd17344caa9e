import type { Metadata } from "next";
import { createLoader, parseAsString, parseAsStringLiteral, type SearchParams } from "nuqs/server";

import { Refusal } from "@/components/layout/refusal";
import { OrderTable } from "@/components/payments/order-table";
import { attempt } from "@/components/providers/attempt";
import { listParams } from "@/components/table/list-params";
import { api } from "@/server/api/rsc";
import { asId, isUuid } from "@/server/kernel/id";
import { ORDER_STATUSES, PAYMENT_METHODS } from "@/server/payments/domain/order";

import { gate } from "../../../gate";
import { PaymentsFrame, paymentsTitle } from "../payments-frame";

const load = createLoader({
  ...listParams,
  q: parseAsString,
  status: parseAsStringLiteral(ORDER_STATUSES),
  method: parseAsStringLiteral(PAYMENT_METHODS),
});

export const generateMetadata = async (): Promise<Metadata> => ({ title: await paymentsTitle("orders") });

export default async function OrdersPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { refused } = await gate("payment:read");
  if (refused) return refused;
  const { q, status, method, limit, cursor } = load(await searchParams);
  const listed = await attempt(
    (await api()).payments.orders({
      ...(q !== null && { q }),
      ...(status && { status }),
      ...(method && { method }),
      ...(cursor !== null && isUuid(cursor) && { cursor: asId("order", cursor) }),
      limit,
    }),
  );
  return (
    <PaymentsFrame part="orders">
      {listed.ok ? <OrderTable page={listed.value} /> : <Refusal kind={listed.refusal} />}
    </PaymentsFrame>
  );
}
