"use client";

import { useTranslations } from "next-intl";
import Link from "next/link";

import { useFormat } from "@/components/format/use-format";
import { column } from "@/components/table/columns";
import { type DataColumn, DataTable } from "@/components/table/data-table";
import { ExportButton } from "@/components/table/export-button";
import { EmptyState } from "@/components/ui/states";
import { StatusPill } from "@/components/ui/status-pill";

import type { ReconciliationListed } from "./payment-views";

function useColumns(): readonly DataColumn<ReconciliationListed>[] {
  const t = useTranslations("payments");
  const format = useFormat();
  const counted = (id: "movements" | "entries" | "matched") =>
    column<ReconciliationListed>({ id, name: t(id), isNumber: true, cell: (run) => format.count(run[id]) });
  return [
    column({ id: "day", name: t("day"), cell: ({ day }) => <span className="font-semibold">{day}</span> }),
    counted("movements"),
    counted("entries"),
    counted("matched"),
    column({
      id: "differences",
      name: t("differences"),
      isNumber: true,
      cell: ({ differences }) =>
        differences === 0 ? (
          <StatusPill tone="ok">{format.count(0)}</StatusPill>
        ) : (
          <Link href="/admin/payments/anomalies" className="hover:underline">
            <StatusPill tone="danger">{format.count(differences)}</StatusPill>
            <span className="sr-only">{t("seeDifferences")}</span>
          </Link>
        ),
    }),
    column({ id: "fees", name: t("fees"), isNumber: true, cell: ({ fees }) => format.money(fees) }),
    column({ id: "ranAt", name: t("ranAt"), cell: ({ ranAt }) => format.dateTime(ranAt) }),
  ];
}

/** The days that were held against the payment service's, the latest run first. */
export function ReconciliationTable({ runs }: { runs: readonly ReconciliationListed[] }) {
  const t = useTranslations("payments");
  return (
    <DataTable
      label={t("nav.reconciliation")}
      columns={useColumns()}
      rows={runs}
      rowId={({ id }) => id}
      nextCursor={null}
      exportLink={
        <ExportButton
          name="conciliacion"
          head={["day", "movements", "entries", "matched", "differences", "fees", "ranAt"]}
          rows={runs.map((run) => [
            ...[run.day, run.movements, run.entries, run.matched],
            ...[run.differences, run.fees, run.ranAt],
          ])}
        />
      }
      empty={<EmptyState title={t("emptyRuns")}>{t("emptyRunsBody")}</EmptyState>}
    />
  );
}
