"use client";

import { useTranslations } from "next-intl";
import Link from "next/link";

import type { CampaignListed } from "@/components/admin/admin-views";
import { useFormat } from "@/components/format/use-format";
import { column } from "@/components/table/columns";
import { type DataColumn, DataTable } from "@/components/table/data-table";
import { FilterBar } from "@/components/table/filter-bar";
import { EmptyState } from "@/components/ui/states";
import { StatusPill } from "@/components/ui/status-pill";
import { CAMPAIGN_STATUSES } from "@/server/ads/domain/campaign";

import { toneOfCampaign } from "./campaign-view";

function useColumns(): readonly DataColumn<CampaignListed>[] {
  const t = useTranslations("campaigns");
  const format = useFormat();
  return [
    column({
      id: "name",
      name: t("name"),
      cell: ({ id, name }) => (
        <Link href={`/admin/ads/${id}`} className="text-accent font-semibold hover:underline">
          {name}
        </Link>
      ),
    }),
    column({
      id: "status",
      name: t("status"),
      cell: ({ status }) => <StatusPill tone={toneOfCampaign[status]}>{t(`statuses.${status}`)}</StatusPill>,
    }),
    column({
      id: "dates",
      name: t("dates"),
      cell: ({ startDate, endDate }) => t("days", { from: format.date(startDate), to: format.date(endDate) }),
    }),
    column({ id: "views", name: t("views"), isNumber: true, cell: ({ views }) => format.count(views) }),
    column({ id: "spent", name: t("spent"), isNumber: true, cell: ({ spent }) => format.money(spent) }),
    column({ id: "budget", name: t("budget"), isNumber: true, cell: ({ budgetTotal }) => format.money(budgetTotal) }),
  ];
}

type CampaignTableProps = { campaigns: readonly CampaignListed[]; nextCursor: string | null };

/** An advertiser's own campaigns, or everybody's for who looks after the network; the newest first. */
export function CampaignTable({ campaigns, nextCursor }: CampaignTableProps) {
  const t = useTranslations();
  return (
    <DataTable
      label={t("campaigns.title")}
      columns={useColumns()}
      rows={campaigns}
      rowId={({ id }) => id}
      nextCursor={nextCursor}
      empty={<EmptyState title={t("campaigns.emptyTitle")}>{t("campaigns.emptyBody")}</EmptyState>}
      filters={
        <FilterBar
          filters={[
            {
              ...{ kind: "select", name: "status", label: t("campaigns.status"), all: t("common.all") },
              options: CAMPAIGN_STATUSES.map((value) => ({ value, label: t(`campaigns.statuses.${value}`) })),
            },
          ]}
        />
      }
    />
  );
}
