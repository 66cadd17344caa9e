"use client";

import {
  type ColumnDef,
  flexRender,
  getCoreRowModel,
  type Header,
  type Table,
  useReactTable,
} from "@tanstack/react-table";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";

import { Button } from "../ui/button";
import { ArrowUpDown, ChevronDown, ChevronLeft, ChevronRight, ChevronUp } from "../ui/icons";
import { EmptyState } from "../ui/states";
import { Cell, HeadCell, NumberCell, Row, TableFrame } from "../ui/table";
import { ColumnMenu } from "./column-menu";
import { useListState } from "./use-list-state";

/** `isNumber` columns stand right; `name` is the column's word in the column menu. */
export type ColumnFacts = { name: string; isNumber?: boolean };
export type DataColumn<T> = ColumnDef<T> & { id: string; meta: ColumnFacts };

type DataTableProps<T> = {
  label: string;
  columns: readonly DataColumn<T>[];
  rows: readonly T[];
  rowId: (row: T) => string;
  /** Columns the server can sort by. */
  sortable?: readonly string[];
  nextCursor: string | null;
  /** How many there are in all, where the server knows. */
  total?: number;
  /** Filters at the left, export at the right, both above the table. */
  filters?: ReactNode;
  exportLink?: ReactNode;
  /** Shown instead of the table when the list is empty without any filter. */
  empty?: ReactNode;
};

const factsOf = (meta: unknown): ColumnFacts => (meta as ColumnFacts | undefined) ?? { name: "" }; // `DataColumn` requires it

type HeadProps<T> = {
  header: Header<T, unknown>;
  isSortable: boolean;
  sort: string | null;
  onSort: (id: string) => void;
};

function Head<T>({ header, isSortable, sort, onSort }: HeadProps<T>) {
  const { id, columnDef } = header.column;
  const { isNumber } = factsOf(columnDef.meta);
  const words = flexRender(columnDef.header, header.getContext());
  const direction = sort === id ? "ascending" : sort === `-${id}` ? "descending" : "none";
  const Sign = { ascending: ChevronUp, descending: ChevronDown, none: ArrowUpDown }[direction];
  return (
    <HeadCell className={isNumber ? "text-right" : ""} {...(isSortable && { "aria-sort": direction })}>
      {isSortable ? (
        <button type="button" onClick={() => onSort(id)} className="inline-flex min-h-9 items-center gap-1">
          {words}
          <Sign aria-hidden className="size-4" />
        </button>
      ) : (
        words
      )}
    </HeadCell>
  );
}

function Footers<T>({ table }: { table: Table<T> }) {
  if (!table.getAllColumns().some((column) => column.columnDef.footer)) return null;
  return (
    <tfoot className="border-line-strong border-t-2 font-semibold">
      {table.getFooterGroups().map((group) => (
        <tr key={group.id}>
          {group.headers.map((header) => {
            const Part = factsOf(header.column.columnDef.meta).isNumber ? NumberCell : Cell;
            return <Part key={header.id}>{flexRender(header.column.columnDef.footer, header.getContext())}</Part>;
          })}
        </tr>
      ))}
    </tfoot>
  );
}

/** The one table: filters, sort, columns and page in the address, totals in the footer, export at its right. Needs the texts `table`, `common`. */
export function DataTable<T>(props: DataTableProps<T>) {
  const t = useTranslations();
  const { state, sortBy, toggleColumn, goTo } = useListState();
  const table = useReactTable<T>({
    data: [...props.rows],
    columns: [...props.columns],
    getRowId: props.rowId,
    state: { columnVisibility: Object.fromEntries(state.hide.map((id) => [id, false])) },
    manualSorting: true,
    manualPagination: true,
    getCoreRowModel: getCoreRowModel(),
  });
  const menu = props.columns.map(({ id, meta }) => ({ id, name: meta.name, isShown: !state.hide.includes(id) }));
  return (
    <div className="space-y-3">
      <div className="flex flex-wrap items-end justify-between gap-3">
        <div className="flex flex-wrap items-end gap-3">{props.filters}</div>
        <div className="flex items-center gap-2">
          <ColumnMenu label={t("table.columns")} columns={menu} onToggle={toggleColumn} />
          {props.exportLink}
        </div>
      </div>
      {props.rows.length === 0 ? (
        (props.empty ?? <EmptyState title={t("table.emptyTitle")}>{t("table.emptyBody")}</EmptyState>)
      ) : (
        <TableFrame label={props.label}>
          <thead>
            {table.getHeaderGroups().map((group) => (
              <tr key={group.id}>
                {group.headers.map((header) => (
                  <Head
                    key={header.id}
                    header={header}
                    isSortable={props.sortable?.includes(header.column.id) ?? false}
                    sort={state.sort}
                    onSort={sortBy}
                  />
                ))}
              </tr>
            ))}
          </thead>
          <tbody>
            {table.getRowModel().rows.map((row) => (
              <Row key={row.id}>
                {row.getVisibleCells().map((cell) => {
                  const Part = factsOf(cell.column.columnDef.meta).isNumber ? NumberCell : Cell;
                  return <Part key={cell.id}>{flexRender(cell.column.columnDef.cell, cell.getContext())}</Part>;
                })}
              </Row>
            ))}
          </tbody>
          <Footers table={table} />
        </TableFrame>
      )}
      <Pages total={props.total ?? props.rows.length} cursor={state.cursor} nextCursor={props.nextCursor} goTo={goTo} />
    </div>
  );
}

type PagesProps = {
  total: number;
  cursor: string | null;
  nextCursor: string | null;
  goTo: (cursor: string | null) => void;
};

function Pages({ total, cursor, nextCursor, goTo }: PagesProps) {
  const t = useTranslations();
  return (
    <div className="text-ink-muted flex items-center justify-between gap-3 text-sm">
      {t("table.caption", { count: total })}
      <span className="flex gap-2">
        {cursor && (
          <Button size="sm" tone="secondary" onClick={() => goTo(null)}>
            <ChevronLeft aria-hidden className="size-4" />
            {t("common.first")}
          </Button>
        )}
        {nextCursor && (
          <Button size="sm" tone="secondary" onClick={() => goTo(nextCursor)}>
            {t("common.next")}
            <ChevronRight aria-hidden className="size-4" />
          </Button>
        )}
      </span>
    </div>
  );
}
