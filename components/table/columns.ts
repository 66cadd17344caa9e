import type { ReactNode } from "react";

import type { DataColumn } from "./data-table";

type ColumnWish<T> = {
  id: string;
  name: string;
  cell: (row: T) => ReactNode;
  isNumber?: boolean;
  /** At the foot of the column: a total. */
  footer?: ReactNode;
};

/** One column, said shortly. */
export function column<T>({ id, name, cell, isNumber = false, footer }: ColumnWish<T>): DataColumn<T> {
  return {
    id,
    header: name,
    meta: { name, isNumber },
    cell: ({ row }) => cell(row.original),
    ...(footer !== undefined && { footer: () => footer }),
  };
}
