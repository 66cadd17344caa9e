"use client";

import { useTranslations } from "next-intl";
import Link from "next/link";

import type { RaffleListed } from "@/components/admin/admin-views";
import { useFormat } from "@/components/format/use-format";
import { column } from "@/components/table/columns";
import { type DataColumn, DataTable } from "@/components/table/data-table";
import { FilterBar } from "@/components/table/filter-bar";
import { StatusPill } from "@/components/ui/status-pill";
import { RAFFLE_STATUSES } from "@/server/raffles/domain/raffle-words";

import { sumsOf } from "./raffle-draft";
import { toneOfRaffle } from "./raffle-view";
import { waitOf } from "./raffle-wait";

type RaffleTableProps = {
  raffles: readonly RaffleListed[];
  nextCursor: string | null;
  /** The server's clock, so that both draw the same. */
  now: string;
};

function useColumns(now: string): readonly DataColumn<RaffleListed>[] {
  const t = useTranslations();
  const format = useFormat();
  const valueOf = ({ prizes }: RaffleListed) =>
    sumsOf({ prizes: prizes.map((prize) => ({ ...prize, quantity: String(prize.quantity) })), alternatesPerPrize: "0" })
      .value;
  return [
    column({
      id: "name",
      name: t("admin.raffle"),
      cell: ({ id, name, permitNumber }) => (
        <>
          <Link href={`/admin/raffles/${id}`} className="text-accent font-semibold hover:underline">
            {name}
          </Link>
          <span className="text-ink-muted block">{permitNumber ?? t("admin.noPermit")}</span>
        </>
      ),
    }),
    column({
      id: "status",
      name: t("admin.status"),
      cell: ({ status }) => <StatusPill tone={toneOfRaffle[status]}>{t(`raffleStatus.${status}`)}</StatusPill>,
    }),
    column({
      id: "waits",
      name: t("admin.waitsFor"),
      cell: (raffle) => {
        const wait = waitOf(raffle, new Date(now));
        return t(`admin.wait.${wait.key}`, { at: "at" in wait ? format.dateTime(wait.at) : "" });
      },
    }),
    column({ id: "draw", name: t("admin.date.drawDate"), cell: ({ drawDate }) => format.dateTime(drawDate) }),
    column({
      id: "tickets",
      name: t("admin.tickets"),
      isNumber: true,
      cell: ({ totalTickets }) => format.count(totalTickets),
    }),
    column({
      id: "value",
      name: t("admin.prizesValue"),
      isNumber: true,
      cell: (raffle) => format.money(valueOf(raffle)),
    }),
  ];
}

/** Every raffle, drafts too, with what each waits for. */
export function RaffleTable({ raffles, nextCursor, now }: RaffleTableProps) {
  const t = useTranslations();
  return (
    <DataTable
      label={t("admin.raffles")}
      columns={useColumns(now)}
      rows={raffles}
      rowId={({ id }) => id}
      nextCursor={nextCursor}
      filters={
        <FilterBar
          filters={[
            {
              kind: "select",
              name: "status",
              label: t("admin.status"),
              all: t("common.all"),
              options: RAFFLE_STATUSES.map((value) => ({ value, label: t(`raffleStatus.${value}`) })),
            },
          ]}
        />
      }
    />
  );
}
