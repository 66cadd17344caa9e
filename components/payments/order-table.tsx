"use client";

import { useTranslations } from "next-intl";

import { shortId } from "@/components/admin/short-id";
import { useFormat } from "@/components/format/use-format";
import { column } from "@/components/table/columns";
import { type DataColumn, DataTable } from "@/components/table/data-table";
import { ExportButton } from "@/components/table/export-button";
import { FilterBar } from "@/components/table/filter-bar";
import { EmptyState } from "@/components/ui/states";
import { StatusPill } from "@/components/ui/status-pill";
import { ORDER_STATUSES, PAYMENT_METHODS } from "@/server/payments/domain/order";

import { CouponLink } from "./coupon-link";
import { type OrderListed, type OrdersPage, toneOfOrder } from "./payment-views";

function useColumns(totals: OrdersPage["totals"]): readonly DataColumn<OrderListed>[] {
  const t = useTranslations("payments");
  const format = useFormat();
  return [
    column({ id: "when", name: t("when"), cell: ({ placedAt }) => format.dateTime(placedAt) }),
    column({
      id: "id",
      name: t("id"),
      cell: ({ id, intentId }) => (
        <span className="block">
          <code className="font-mono">{shortId(id)}</code>
          {intentId && <code className="text-ink-muted block text-xs">{intentId}</code>}
        </span>
      ),
    }),
    column({ id: "buyer", name: t("buyer"), cell: ({ buyerName }) => buyerName }),
    column({ id: "coupon", name: t("coupon"), cell: ({ couponId }) => <CouponLink id={couponId} /> }),
    column({ id: "method", name: t("methodName"), cell: ({ method }) => t(`method.${method}`) }),
    column({
      id: "state",
      name: t("state"),
      cell: ({ status, failure }) => (
        <>
          <StatusPill tone={toneOfOrder[status]}>{t(`orderStatus.${status}`)}</StatusPill>
          {failure && <span className="text-ink-muted block text-xs">{failure}</span>}
        </>
      ),
    }),
    column({
      id: "amount",
      name: t("amount"),
      isNumber: true,
      cell: ({ amount }) => format.money(amount),
      footer: format.money(totals.amount),
    }),
    column({
      id: "captured",
      name: t("captured"),
      isNumber: true,
      cell: ({ captured, isLate }) => (
        <>
          {captured === null ? "–" : format.money(captured)}
          {isLate && <span className="text-warn block text-xs">{t("isLate")}</span>}
        </>
      ),
      footer: format.money(totals.captured),
    }),
  ];
}

/** Every order, found by any of its ids. */
export function OrderTable({ page }: { page: OrdersPage }) {
  const t = useTranslations("payments");
  return (
    <DataTable
      label={t("nav.orders")}
      columns={useColumns(page.totals)}
      rows={page.orders}
      rowId={({ id }) => id}
      nextCursor={page.nextCursor}
      total={page.totals.orders}
      filters={<OrderFilters />}
      exportLink={<OrderExport orders={page.orders} />}
      empty={<EmptyState title={t("emptyOrders")}>{t("emptyOrdersBody")}</EmptyState>}
    />
  );
}

function OrderFilters() {
  const t = useTranslations();
  return (
    <FilterBar
      filters={[
        { kind: "search", name: "q", label: t("common.search"), hint: t("payments.searchHint") },
        {
          ...{ kind: "select", name: "status", label: t("payments.state"), all: t("payments.all") },
          options: ORDER_STATUSES.map((value) => ({ value, label: t(`payments.orderStatus.${value}`) })),
        },
        {
          ...{ kind: "select", name: "method", label: t("payments.methodName"), all: t("payments.all") },
          options: PAYMENT_METHODS.map((value) => ({ value, label: t(`payments.method.${value}`) })),
        },
      ]}
    />
  );
}

function OrderExport({ orders }: { orders: readonly OrderListed[] }) {
  return (
    <ExportButton
      name="ordenes"
      head={["placedAt", "id", "buyer", "couponId", "method", "status", "amount", "captured", "intentId", "failure"]}
      rows={orders.map((one) => [
        ...[one.placedAt, one.id, one.buyerName, one.couponId, one.method, one.status],
        ...[one.amount, one.captured, one.intentId, one.failure],
      ])}
    />
  );
}
