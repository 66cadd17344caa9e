"use client";

import { useTranslations } from "next-intl";
import Link from "next/link";

import { useFormat } from "@/components/format/use-format";
import { toneOf } from "@/components/stations/fuel-totem";
import { column } from "@/components/table/columns";
import { type DataColumn, DataTable } from "@/components/table/data-table";
import { ExportButton } from "@/components/table/export-button";
import { FilterBar } from "@/components/table/filter-bar";
import { FuelTag } from "@/components/ui/price-totem";
import { StatusPill } from "@/components/ui/status-pill";

import type { RedemptionView } from "./admin-views";

type Stations = readonly { readonly id: string; readonly name: string }[];
type RedemptionTableProps = {
  redemptions: readonly RedemptionView[];
  nextCursor: string | null;
  /** To choose one of; empty where there are too many for a list. */
  stations: Stations;
  /** Coupons open for those who may look into them. */
  opensCoupons: boolean;
};

function useColumns(opensCoupons: boolean): readonly DataColumn<RedemptionView>[] {
  const t = useTranslations();
  const format = useFormat();
  return [
    column({ id: "when", name: t("admin.when"), cell: ({ redeemedAt }) => format.dateTime(redeemedAt) }),
    column({
      id: "reference",
      name: t("admin.reference"),
      cell: ({ reference, couponId }) =>
        opensCoupons ? (
          <Link href={`/admin/coupons/${couponId}`} className="text-accent font-semibold hover:underline">
            {reference}
          </Link>
        ) : (
          reference
        ),
    }),
    column({ id: "station", name: t("admin.station"), cell: ({ stationName }) => stationName }),
    column({ id: "pump", name: t("admin.pump"), isNumber: true, cell: ({ pumpNumber }) => pumpNumber }),
    column({
      id: "fuel",
      name: t("admin.fuel"),
      cell: ({ fuelType }) => <FuelTag tone={toneOf[fuelType]}>{t(`fuel.${fuelType}`)}</FuelTag>,
    }),
    column({ id: "litres", name: t("admin.litres"), isNumber: true, cell: (one) => format.litres(one.fuelAmount) }),
    column({ id: "price", name: t("admin.price"), isNumber: true, cell: (one) => format.price(one.pricePerLiter) }),
    column({ id: "cost", name: t("admin.cost"), isNumber: true, cell: ({ totalCost }) => format.money(totalCost) }),
    column({ id: "tickets", name: t("admin.tickets"), isNumber: true, cell: ({ ticketsEarned }) => ticketsEarned }),
    column({
      id: "state",
      name: t("admin.status"),
      cell: ({ status }) =>
        status === "VOIDED" ? (
          <StatusPill tone="danger">{t("admin.voided")}</StatusPill>
        ) : (
          <StatusPill tone="ok">{t("admin.valid")}</StatusPill>
        ),
    }),
  ];
}

/** What was dispensed, newest first. */
export function RedemptionTable({ redemptions, nextCursor, stations, opensCoupons }: RedemptionTableProps) {
  const t = useTranslations();
  return (
    <DataTable
      label={t("admin.redemptions")}
      columns={useColumns(opensCoupons)}
      rows={redemptions}
      rowId={({ id }) => id}
      nextCursor={nextCursor}
      filters={<RedemptionFilters stations={stations} />}
      exportLink={
        <ExportButton
          name="redenciones"
          head={[
            "redeemedAt",
            "reference",
            "station",
            "pump",
            "fuelType",
            "liters",
            "price",
            "cost",
            "tickets",
            "status",
          ]}
          rows={redemptions.map((one) => [
            one.redeemedAt,
            one.reference,
            one.stationName,
            one.pumpNumber,
            one.fuelType,
            one.fuelAmount,
            one.pricePerLiter,
            one.totalCost,
            one.ticketsEarned,
            one.status,
          ])}
        />
      }
    />
  );
}

function RedemptionFilters({ stations }: { stations: Stations }) {
  const t = useTranslations();
  return (
    <FilterBar
      filters={[
        ...(stations.length > 1
          ? [
              {
                kind: "select" as const,
                name: "station",
                label: t("admin.station"),
                all: t("common.all"),
                options: stations.map(({ id, name }) => ({ value: id, label: name })),
              },
            ]
          : []),
        { kind: "date", name: "from", label: t("admin.fromDay") },
        { kind: "date", name: "to", label: t("admin.toDay") },
      ]}
    />
  );
}
