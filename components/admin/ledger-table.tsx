"use client";

import { useTranslations } from "next-intl";
import Link from "next/link";

import { useFormat } from "@/components/format/use-format";
import { column } from "@/components/table/columns";
import { type DataColumn, DataTable } from "@/components/table/data-table";
import { FilterBar } from "@/components/table/filter-bar";
import { buttonLook } from "@/components/ui/button";
import { Download } from "@/components/ui/icons";
import { ACCOUNTS } from "@/server/ledger/domain/entry";

import type { LedgerStatement } from "./admin-views";
import { shortId } from "./short-id";

type Entry = LedgerStatement["entries"][number];

function useColumns(statement: LedgerStatement): readonly DataColumn<Entry>[] {
  const t = useTranslations("admin");
  const format = useFormat();
  return [
    column({ id: "when", name: t("when"), cell: ({ postedAt }) => format.dateTime(postedAt), footer: t("closing") }),
    column({ id: "code", name: t("movementName"), cell: ({ code }) => t(`movement.${code}`) }),
    column({
      id: "accounts",
      name: t("fromTo"),
      cell: ({ debit, credit }) => `${t(`accountName.${debit}`)} → ${t(`accountName.${credit}`)}`,
    }),
    column({
      id: "coupon",
      name: t("coupon"),
      cell: ({ couponId }) =>
        couponId && (
          <Link href={`/admin/coupons/${couponId}`} className="text-accent font-mono hover:underline">
            {shortId(couponId)}
          </Link>
        ),
    }),
    column({
      id: "change",
      name: t("change"),
      isNumber: true,
      cell: ({ change }) => format.money(change),
      footer: format.money(statement.closingBalance),
    }),
  ];
}

type LedgerTableProps = {
  statement: LedgerStatement;
  /** The whole span as a file, not only the page on the screen. */ fileHref: string;
};

/** The postings of one account over a span, with what it began and ended with. */
export function LedgerTable({ statement, fileHref }: LedgerTableProps) {
  const t = useTranslations("admin");
  const format = useFormat();
  return (
    <DataTable
      label={t(`accountName.${statement.account}`)}
      columns={useColumns(statement)}
      rows={statement.entries}
      rowId={({ id }) => id}
      nextCursor={statement.nextCursor}
      filters={
        <>
          <FilterBar
            filters={[
              {
                kind: "select",
                name: "account",
                label: t("account"),
                options: ACCOUNTS.map((value) => ({ value, label: t(`accountName.${value}`) })),
              },
              { kind: "date", name: "from", label: t("fromDay") },
              { kind: "date", name: "to", label: t("toDay") },
            ]}
          />
          <p className="text-ink-muted self-center text-sm">
            {t("opening")} <strong className="text-ink">{format.money(statement.openingBalance)}</strong>
          </p>
        </>
      }
      exportLink={
        <a href={fileHref} download className={buttonLook({ tone: "secondary", size: "sm" })}>
          <Download aria-hidden className="size-4" />
          {t("wholeStatement")}
        </a>
      }
    />
  );
}
