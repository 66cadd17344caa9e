"use client";

import { differenceInDays } from "date-fns";
import { useTranslations } from "next-intl";

import { useFormat } from "@/components/format/use-format";
import { column } from "@/components/table/columns";
import { type DataColumn, DataTable } from "@/components/table/data-table";
import { ExportButton } from "@/components/table/export-button";
import { FilterBar } from "@/components/table/filter-bar";
import { EmptyState } from "@/components/ui/states";
import { StatusPill } from "@/components/ui/status-pill";
import { DISPUTE_STATES } from "@/server/payments/schemas";

import { CouponLink } from "./coupon-link";
import type { DisputeListed } from "./payment-views";

const toneOf = { OPEN: "warn", WON: "ok", LOST: "danger" } as const;

type Listed = { disputes: readonly DisputeListed[]; nextCursor: string | null; now: string };

function useColumns(now: string): readonly DataColumn<DisputeListed>[] {
  const t = useTranslations("payments");
  const format = useFormat();
  return [
    column({ id: "when", name: t("when"), cell: ({ openedAt }) => format.dateTime(openedAt) }),
    column({
      id: "state",
      name: t("state"),
      cell: ({ state }) => <StatusPill tone={toneOf[state]}>{t(`disputeState.${state}`)}</StatusPill>,
    }),
    column({
      id: "clock",
      name: t("clock"),
      cell: ({ openedAt, closedAt }) => {
        const days = differenceInDays(closedAt ?? now, openedAt);
        return closedAt === null ? t("openSince", { days }) : t("closedAfter", { days });
      },
    }),
    column({ id: "buyer", name: t("buyer"), cell: ({ buyerName }) => buyerName }),
    column({ id: "coupon", name: t("coupon"), cell: ({ couponId }) => <CouponLink id={couponId} /> }),
    column({
      id: "reason",
      name: t("reason"),
      cell: ({ reason, isTaken }) => (
        <>
          {reason}
          <span className="text-ink-muted block text-xs">{isTaken ? t("taken") : t("inquiry")}</span>
        </>
      ),
    }),
    column({ id: "amount", name: t("amount"), isNumber: true, cell: ({ amount }) => format.money(amount) }),
    column({ id: "frozen", name: t("frozen"), isNumber: true, cell: ({ frozen }) => format.money(frozen) }),
    column({
      id: "bankId",
      name: t("bankId"),
      cell: ({ serviceId }) => <code className="text-xs">{serviceId}</code>,
    }),
  ];
}

/** What banks dispute, with how long each has been or was open. */
export function DisputeTable({ disputes, nextCursor, now }: Listed) {
  const t = useTranslations("payments");
  return (
    <DataTable
      label={t("nav.disputes")}
      columns={useColumns(now)}
      rows={disputes}
      rowId={({ id }) => id}
      nextCursor={nextCursor}
      filters={
        <FilterBar
          filters={[
            {
              ...{ kind: "select", name: "state", label: t("state"), all: t("all") },
              options: DISPUTE_STATES.map((value) => ({ value, label: t(`disputeState.${value}`) })),
            },
          ]}
        />
      }
      exportLink={
        <ExportButton
          name="contracargos"
          head={["openedAt", "closedAt", "state", "couponId", "buyer", "amount", "frozen", "reason", "serviceId"]}
          rows={disputes.map((one) => [
            ...[one.openedAt, one.closedAt, one.state, one.couponId, one.buyerName],
            ...[one.amount, one.frozen, one.reason, one.serviceId],
          ])}
        />
      }
      empty={<EmptyState title={t("emptyDisputes")}>{t("emptyDisputesBody")}</EmptyState>}
    />
  );
}
