"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";

import { useFormat } from "@/components/format/use-format";
import { column } from "@/components/table/columns";
import { type DataColumn, DataTable } from "@/components/table/data-table";
import { ExportButton } from "@/components/table/export-button";
import { FilterBar } from "@/components/table/filter-bar";
import { EmptyState } from "@/components/ui/states";
import { StatusPill } from "@/components/ui/status-pill";
import { REFUND_VIEWS } from "@/server/payments/schemas";

import { CouponLink } from "./coupon-link";
import { type RefundListed, type RefundsPage, toneOfRefund } from "./payment-views";
import { type RefundDeed, RefundDeeds } from "./refund-deeds";
import { RefundDialog } from "./refund-dialog";

type Chosen = { readonly refund: RefundListed; readonly deed: RefundDeed };
type Doer = { readonly viewerId: string; readonly mayPay: boolean };

function useColumns(totals: RefundsPage["totals"], actions: DataColumn<RefundListed>): DataColumn<RefundListed>[] {
  const t = useTranslations("payments");
  const format = useFormat();
  return [
    column({ id: "when", name: t("when"), cell: ({ askedAt }) => format.dateTime(askedAt) }),
    column({ id: "buyer", name: t("buyer"), cell: ({ buyerName }) => buyerName }),
    column({ id: "coupon", name: t("coupon"), cell: ({ couponId }) => <CouponLink id={couponId} /> }),
    column({
      id: "amount",
      name: t("amount"),
      isNumber: true,
      cell: ({ amount }) => format.money(amount),
      footer: format.money(totals.amount),
    }),
    column({
      id: "reason",
      name: t("reason"),
      cell: ({ reason, note }) => (
        <span className="block max-w-64">
          {t(`refundReason.${reason}`)}
          {note && <span className="text-ink-muted block text-xs">{note}</span>}
        </span>
      ),
    }),
    column({ id: "method", name: t("methodName"), cell: ({ method }) => t(`method.${method}`) }),
    column({ id: "state", name: t("state"), cell: (refund) => <RefundStanding refund={refund} /> }),
    column({ id: "tries", name: t("tries"), isNumber: true, cell: ({ tries }) => format.count(tries) }),
    actions,
  ];
}

function RefundStanding({ refund: { state, failure, settledAt } }: { refund: RefundListed }) {
  const t = useTranslations("payments");
  const format = useFormat();
  return (
    <>
      <StatusPill tone={toneOfRefund[state]}>{t(`refundState.${state}`)}</StatusPill>
      {failure && <span className="text-ink-muted block text-xs">{t("failure", { word: failure })}</span>}
      {settledAt && <span className="text-ink-muted block text-xs">{format.dateTime(settledAt)}</span>}
    </>
  );
}

/** Debts to buyers, the oldest first, with what can be done about each. */
export function RefundTable({ page, doer }: { page: RefundsPage; doer: Doer }) {
  const t = useTranslations("payments");
  const [chosen, choose] = useState<Chosen>();
  const actions = column<RefundListed>({
    id: "actions",
    name: t("actions"),
    cell: (refund) => <RefundDeeds refund={refund} {...doer} onChoose={(deed) => choose({ refund, deed })} />,
  });
  return (
    <>
      <DataTable
        label={t("nav.refunds")}
        columns={useColumns(page.totals, actions)}
        rows={page.refunds}
        rowId={({ id }) => id}
        nextCursor={page.nextCursor}
        total={page.totals.refunds}
        filters={
          <FilterBar
            filters={[
              {
                ...{ kind: "select", name: "show", label: t("show") },
                options: REFUND_VIEWS.map((value) => ({ value, label: t(`shows.${value}`) })),
              },
            ]}
          />
        }
        exportLink={<RefundExport refunds={page.refunds} />}
        empty={<EmptyState title={t("emptyRefunds")}>{t("emptyRefundsBody")}</EmptyState>}
      />
      {chosen && <RefundDialog key={chosen.refund.id} {...chosen} onClose={() => choose(undefined)} />}
    </>
  );
}

function RefundExport({ refunds }: { refunds: readonly RefundListed[] }) {
  return (
    <ExportButton
      name="devoluciones"
      head={[
        "askedAt",
        "id",
        "couponId",
        "buyer",
        "amount",
        "reason",
        "method",
        "state",
        "tries",
        "failure",
        "settledAt",
      ]}
      rows={refunds.map((one) => [
        ...[one.askedAt, one.id, one.couponId, one.buyerName, one.amount, one.reason],
        ...[one.method, one.state, one.tries, one.failure, one.settledAt],
      ])}
    />
  );
}
