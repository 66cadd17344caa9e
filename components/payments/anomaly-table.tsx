"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";

import { useFormat } from "@/components/format/use-format";
import { column } from "@/components/table/columns";
import { type DataColumn, DataTable } from "@/components/table/data-table";
import { ExportButton } from "@/components/table/export-button";
import { FilterBar } from "@/components/table/filter-bar";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/states";
import { StatusPill } from "@/components/ui/status-pill";
import { ANOMALIES } from "@/server/payments/domain/standing";

import { AnomalyNote } from "./anomaly-note";
import type { AnomalyListed } from "./payment-views";

const SHOWS = ["OPEN", "RESOLVED", "ALL"] as const;

function useColumns(onResolve: ((one: AnomalyListed) => void) | undefined): readonly DataColumn<AnomalyListed>[] {
  const t = useTranslations("payments");
  const format = useFormat();
  return [
    column({ id: "when", name: t("when"), cell: ({ noticedAt }) => format.dateTime(noticedAt) }),
    column({
      id: "kind",
      name: t("kind"),
      cell: ({ kind }) => <span className="font-semibold">{t(`anomaly.${kind}`)}</span>,
    }),
    column({ id: "details", name: t("details"), cell: ({ details }) => <Details details={details} /> }),
    column({
      id: "state",
      name: t("state"),
      cell: (one) =>
        one.resolvedAt === null ? (
          <Open onResolve={onResolve && (() => onResolve(one))} />
        ) : (
          <span className="block max-w-64">
            <StatusPill tone="ok">{t("anomalyShows.RESOLVED")}</StatusPill>
            <span className="mt-1 block text-sm">{one.note}</span>
            <span className="text-ink-muted block text-xs">
              {one.resolvedByName}, {format.dateTime(one.resolvedAt)}
            </span>
          </span>
        ),
    }),
  ];
}

function Details({ details }: Pick<AnomalyListed, "details">) {
  return (
    <dl className="grid max-w-md min-w-64 grid-cols-[auto_1fr] gap-x-3 text-xs">
      {details.map(({ name, value }) => (
        <div key={name} className="contents">
          <dt className="text-ink-muted">{name}</dt>
          <dd className="font-mono break-all">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Open({ onResolve }: { onResolve: (() => void) | undefined }) {
  const t = useTranslations("payments");
  if (!onResolve) return <StatusPill tone="warn">{t("anomalyShows.OPEN")}</StatusPill>;
  return (
    <Button size="sm" tone="secondary" onClick={onResolve}>
      {t("resolve")}
    </Button>
  );
}

type AnomalyTableProps = { anomalies: readonly AnomalyListed[]; nextCursor: string | null; mayResolve: boolean };

/** What does not add up, each with its note or the button for one. */
export function AnomalyTable({ anomalies, nextCursor, mayResolve }: AnomalyTableProps) {
  const t = useTranslations("payments");
  const [chosen, choose] = useState<AnomalyListed>();
  return (
    <>
      <DataTable
        label={t("nav.anomalies")}
        columns={useColumns(mayResolve ? choose : undefined)}
        rows={anomalies}
        rowId={({ id }) => id}
        nextCursor={nextCursor}
        filters={<AnomalyFilters />}
        exportLink={
          <ExportButton
            name="diferencias"
            head={["noticedAt", "kind", "details", "resolvedAt", "resolvedBy", "note"]}
            rows={anomalies.map((one) => [
              ...[one.noticedAt, one.kind, one.details.map(({ name, value }) => `${name}=${value}`).join(" ")],
              ...[one.resolvedAt, one.resolvedByName, one.note],
            ])}
          />
        }
        empty={<EmptyState title={t("emptyAnomalies")}>{t("emptyAnomaliesBody")}</EmptyState>}
      />
      {chosen && <AnomalyNote key={chosen.id} anomaly={chosen} onClose={() => choose(undefined)} />}
    </>
  );
}

function AnomalyFilters() {
  const t = useTranslations("payments");
  return (
    <FilterBar
      filters={[
        {
          ...{ kind: "select", name: "show", label: t("show") },
          options: SHOWS.map((value) => ({ value, label: t(`anomalyShows.${value}`) })),
        },
        {
          ...{ kind: "select", name: "kind", label: t("kind"), all: t("all") },
          options: ANOMALIES.map((value) => ({ value, label: t(`anomaly.${value}`) })),
        },
      ]}
    />
  );
}
