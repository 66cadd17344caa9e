"use client";

import { useTranslations } from "next-intl";

import { useFormat } from "@/components/format/use-format";
import { column } from "@/components/table/columns";
import { type DataColumn, DataTable } from "@/components/table/data-table";
import { ExportButton } from "@/components/table/export-button";
import { FilterBar } from "@/components/table/filter-bar";
import { RowLink } from "@/components/table/row-link";
import { StatusPill } from "@/components/ui/status-pill";
import { FUELS, type Fuel } from "@/server/kernel/fuel";
import { STATION_STATUSES, type StationStatus } from "@/server/stations/domain/station";

import { toneOfStation } from "./station-tone";

/** A station as this list shows it. */
export type ListedStation = {
  readonly id: string;
  readonly name: string;
  readonly permit: string;
  readonly state: string | null;
  readonly status: StationStatus;
  readonly acceptsCoupons: boolean;
  readonly contractDate: string | null;
  readonly fuelPrices: Readonly<Record<Fuel, string | null>>;
  readonly pricesUpdatedAt: string | null;
};

type StationTableProps = {
  stations: readonly ListedStation[];
  nextCursor: string | null;
  /** Managers see few and filter nothing. */ hasFilters: boolean;
};

function useColumns(): readonly DataColumn<ListedStation>[] {
  const t = useTranslations();
  const format = useFormat();
  return [
    column({
      id: "name",
      name: t("admin.name"),
      cell: (one) => (
        <>
          <RowLink href={`/admin/stations/${one.id}`}>{one.name}</RowLink>
          <span className="text-ink-muted block">{one.state}</span>
        </>
      ),
    }),
    column({
      id: "status",
      name: t("admin.status"),
      cell: ({ status }) => <StatusPill tone={toneOfStation[status]}>{t(`stationStatus.${status}`)}</StatusPill>,
    }),
    column({ id: "network", name: t("admin.network"), cell: (one) => <Membership station={one} /> }),
    ...FUELS.map((fuel) =>
      column<ListedStation>({
        id: fuel,
        name: t(`fuel.${fuel}`),
        isNumber: true,
        cell: ({ fuelPrices }) => (fuelPrices[fuel] === null ? "–" : format.money(fuelPrices[fuel])),
      }),
    ),
    column({
      id: "updated",
      name: t("admin.pricesFrom"),
      cell: ({ pricesUpdatedAt }) => (pricesUpdatedAt ? format.dateTime(pricesUpdatedAt) : "–"),
    }),
    column({
      id: "permit",
      name: t("admin.permit"),
      cell: ({ permit }) => <code className="font-mono text-xs">{permit}</code>,
    }),
  ];
}

function Membership({ station: { acceptsCoupons, contractDate } }: { station: ListedStation }) {
  const t = useTranslations();
  const format = useFormat();
  if (!acceptsCoupons) return <span className="text-ink-muted">{t("admin.outside")}</span>;
  return (
    <StatusPill tone="accent">{contractDate ? format.date(`${contractDate}T12:00:00Z`) : t("common.yes")}</StatusPill>
  );
}

/** Every station with its status, network and prices of today. */
export function StationTable({ stations, nextCursor, hasFilters }: StationTableProps) {
  const t = useTranslations();
  return (
    <DataTable
      label={t("admin.stations")}
      columns={useColumns()}
      rows={stations}
      rowId={({ id }) => id}
      nextCursor={nextCursor}
      filters={hasFilters && <StationFilters />}
      exportLink={
        <ExportButton
          name="estaciones"
          head={["id", "permit", "name", "state", "status", "acceptsCoupons", ...FUELS]}
          rows={stations.map((one) => [
            one.id,
            one.permit,
            one.name,
            one.state,
            one.status,
            String(one.acceptsCoupons),
            ...FUELS.map((fuel) => one.fuelPrices[fuel]),
          ])}
        />
      }
    />
  );
}

function StationFilters() {
  const t = useTranslations();
  return (
    <FilterBar
      filters={[
        { kind: "search", name: "q", label: t("common.search"), hint: t("admin.stationHint") },
        {
          kind: "select",
          name: "status",
          label: t("admin.status"),
          all: t("common.all"),
          options: STATION_STATUSES.map((value) => ({ value, label: t(`stationStatus.${value}`) })),
        },
        {
          kind: "select",
          name: "accepts",
          label: t("admin.network"),
          all: t("common.all"),
          options: [
            { value: "true", label: t("admin.inside") },
            { value: "false", label: t("admin.outside") },
          ],
        },
      ]}
    />
  );
}
