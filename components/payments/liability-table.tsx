"use client";

import { useTranslations } from "next-intl";

import { useFormat } from "@/components/format/use-format";
import { column } from "@/components/table/columns";
import { type DataColumn, DataTable } from "@/components/table/data-table";
import { ExportButton } from "@/components/table/export-button";
import { Stat } from "@/components/ui/stat";
import { EmptyState } from "@/components/ui/states";

import type { Liability } from "./payment-views";

type Line = Liability["lines"][number];

/** Ages of a purchase as the server counts them. */
const AGES = ["0", "1", "2", "3"] as const;

function useColumns(total: string): readonly DataColumn<Line>[] {
  const t = useTranslations();
  const format = useFormat();
  return [
    column({
      id: "account",
      name: t("books.account"),
      cell: ({ account }) => t(`books.accountName.${account}`),
      footer: t("common.total"),
    }),
    column({ id: "fuel", name: t("books.fuel"), cell: ({ fuel }) => (fuel ? t(`fuel.${fuel}`) : t("books.noFuel")) }),
    column({ id: "age", name: t("books.age"), cell: ({ age }) => t(`books.ages.${AGES[age] ?? "3"}`) }),
    column({ id: "coupons", name: t("books.coupons"), isNumber: true, cell: ({ coupons }) => format.count(coupons) }),
    column({
      ...{ id: "amount", name: t("books.amount"), isNumber: true, footer: format.money(total) },
      cell: ({ amount }) => format.money(amount),
    }),
  ];
}

/** What is owed to buyers: where it stands, for which fuel, how old; equal to the ledger to the centavo. */
export function LiabilityTable({ liability: { lines, totals, total } }: { liability: Liability }) {
  const t = useTranslations("books");
  const format = useFormat();
  return (
    <div className="space-y-8">
      <div className="grid gap-4 sm:grid-cols-2 xl:grid-cols-5">
        <Stat label={t("liabilityTotal")} value={format.money(total)} />
        {totals.map(({ account, amount }) => (
          <Stat
            key={account}
            label={t(`accountName.${account}`)}
            value={format.money(amount)}
            href={`/admin/ledger?account=${account}`}
          />
        ))}
      </div>
      <DataTable
        label={t("liability")}
        columns={useColumns(total)}
        rows={lines}
        rowId={({ account, fuel, age }) => `${account} ${String(fuel)} ${age}`}
        nextCursor={null}
        exportLink={
          <ExportButton
            name="por-entregar"
            head={["account", "fuel", "age", "coupons", "amount"]}
            rows={lines.map((line) => [line.account, line.fuel, line.age, line.coupons, line.amount])}
          />
        }
        empty={<EmptyState title={t("emptyLiability")}>{t("emptyLiabilityBody")}</EmptyState>}
      />
    </div>
  );
}
