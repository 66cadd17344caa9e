"use client";

import { useTranslations } from "next-intl";

import { toneOfCoupon } from "@/components/coupons/coupon-view";
import { useFormat } from "@/components/format/use-format";
import { toneOf } from "@/components/stations/fuel-totem";
import { column } from "@/components/table/columns";
import { type DataColumn, DataTable } from "@/components/table/data-table";
import { ExportButton } from "@/components/table/export-button";
import { FilterBar } from "@/components/table/filter-bar";
import { RowLink } from "@/components/table/row-link";
import { FuelTag } from "@/components/ui/price-totem";
import { StatusPill } from "@/components/ui/status-pill";
import { COUPON_STATUSES } from "@/server/coupons/domain/coupon-status";
import { FUELS } from "@/server/kernel/fuel";

import type { AdminCoupon, AdminCoupons } from "./admin-views";
import { shortId } from "./short-id";

function useColumns(totals: AdminCoupons["totals"]): readonly DataColumn<AdminCoupon>[] {
  const t = useTranslations();
  const format = useFormat();
  return [
    column({
      id: "id",
      name: t("admin.coupon"),
      cell: ({ id }) => (
        <RowLink href={`/admin/coupons/${id}`}>
          <code className="font-mono">{shortId(id)}</code>
        </RowLink>
      ),
      footer: t("common.total"),
    }),
    column({
      id: "status",
      name: t("admin.status"),
      cell: ({ status }) => <StatusPill tone={toneOfCoupon[status]}>{t(`couponStatus.${status}`)}</StatusPill>,
    }),
    column({
      id: "fuel",
      name: t("admin.fuel"),
      cell: ({ fuelType }) => <FuelTag tone={toneOf[fuelType]}>{t(`fuel.${fuelType}`)}</FuelTag>,
    }),
    column({
      id: "amount",
      name: t("admin.face"),
      isNumber: true,
      cell: ({ amount }) => format.money(amount),
      footer: format.money(totals.amount),
    }),
    column({
      id: "balance",
      name: t("admin.balance"),
      isNumber: true,
      cell: ({ balance }) => format.money(balance),
      footer: format.money(totals.balance),
    }),
    column({ id: "owner", name: t("admin.owner"), cell: ({ ownerName }) => ownerName }),
    column({
      id: "station",
      name: t("admin.where"),
      cell: ({ stationName }) => stationName ?? t("admin.wholeNetwork"),
    }),
    column({ id: "createdAt", name: t("admin.bought"), cell: ({ createdAt }) => format.dateTime(createdAt) }),
    column({
      id: "validUntil",
      name: t("admin.expires"),
      cell: ({ validUntil }) => (validUntil ? format.dateTime(validUntil) : "–"),
    }),
  ];
}

/** Everybody's coupons; no code is ever shown here. */
export function CouponTable({ page }: { page: AdminCoupons }) {
  const t = useTranslations();
  return (
    <DataTable
      label={t("admin.coupons")}
      columns={useColumns(page.totals)}
      rows={page.coupons}
      rowId={({ id }) => id}
      sortable={["createdAt", "balance"]}
      nextCursor={page.nextCursor}
      total={page.totals.coupons}
      filters={<CouponFilters />}
      exportLink={
        <ExportButton
          name="cupones"
          head={["id", "status", "fuelType", "amount", "balance", "owner", "station", "createdAt", "validUntil"]}
          rows={page.coupons.map((one) => [
            one.id,
            one.status,
            one.fuelType,
            one.amount,
            one.balance,
            one.ownerName,
            one.stationName,
            one.createdAt,
            one.validUntil,
          ])}
        />
      }
    />
  );
}

function CouponFilters() {
  const t = useTranslations();
  return (
    <FilterBar
      filters={[
        { kind: "search", name: "q", label: t("common.search"), hint: t("admin.couponHint") },
        {
          kind: "select",
          name: "status",
          label: t("admin.status"),
          all: t("common.all"),
          options: COUPON_STATUSES.map((value) => ({ value, label: t(`couponStatus.${value}`) })),
        },
        {
          kind: "select",
          name: "fuel",
          label: t("admin.fuel"),
          all: t("common.all"),
          options: FUELS.map((value) => ({ value, label: t(`fuel.${value}`) })),
        },
      ]}
    />
  );
}
