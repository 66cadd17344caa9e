"use client";

import { useTranslations } from "next-intl";

import { useFormat } from "@/components/format/use-format";
import { column } from "@/components/table/columns";
import { type DataColumn, DataTable } from "@/components/table/data-table";
import { ExportButton } from "@/components/table/export-button";
import { FilterBar } from "@/components/table/filter-bar";
import { EmptyState } from "@/components/ui/states";

import type { Settlement } from "./payment-views";

type Line = Settlement["lines"][number];
const FIGURES = ["sold", "dispensed", "clearing", "net"] as const;

function useColumns(totals: Settlement["totals"]): readonly DataColumn<Line>[] {
  const t = useTranslations();
  const format = useFormat();
  return [
    column({ id: "day", name: t("books.day"), cell: ({ day }) => day, footer: t("common.total") }),
    column({ id: "station", name: t("books.station"), cell: ({ stationName }) => stationName }),
    ...FIGURES.map((id) =>
      column<Line>({
        ...{ id, name: t(`books.${id}`), isNumber: true, footer: format.money(totals[id]) },
        cell: (line) => <span className={id === "net" ? "font-semibold" : ""}>{format.money(line[id])}</span>,
      }),
    ),
  ];
}

/** One line a station and day of its own, with what the network owes it. */
export function SettlementTable({ settlement: { lines, totals } }: { settlement: Settlement }) {
  const t = useTranslations("books");
  return (
    <div className="space-y-4">
      <DataTable
        label={t("settlement")}
        columns={useColumns(totals)}
        rows={lines}
        rowId={({ stationId, day }) => `${stationId} ${day}`}
        nextCursor={null}
        filters={<SpanFilters />}
        exportLink={
          <ExportButton
            name="liquidacion"
            head={["day", "stationId", "station", ...FIGURES]}
            rows={lines.map((line) => [
              ...[line.day, line.stationId, line.stationName],
              ...FIGURES.map((figure) => line[figure]),
            ])}
          />
        }
        empty={<EmptyState title={t("emptySettlement")}>{t("emptySettlementBody")}</EmptyState>}
      />
      <p className="text-ink-muted text-sm">{t("netHint")}</p>
    </div>
  );
}

function SpanFilters() {
  const t = useTranslations("books");
  return (
    <FilterBar
      filters={[
        { kind: "date", name: "from", label: t("fromDay") },
        { kind: "date", name: "to", label: t("toDay") },
      ]}
    />
  );
}
