"use client";

import { useTranslations } from "next-intl";

import { csvOf } from "@/server/kernel/csv";

import { Button } from "../ui/button";
import { Download } from "../ui/icons";

type ExportButtonProps = {
  /** File name without its ending. */
  name: string;
  head: readonly string[];
  rows: readonly (readonly (string | number | null)[])[];
};

/** Saves the rows on the screen as a file for spreadsheets. Needs the texts `table`. */
export function ExportButton({ name, head, rows }: ExportButtonProps) {
  const t = useTranslations("table");
  const save = () => {
    // The mark at the beginning tells spreadsheets that this is UTF-8.
    const address = URL.createObjectURL(new Blob(["\ufeff", csvOf(head, rows)], { type: "text/csv" }));
    const link = document.createElement("a");
    link.href = address;
    link.download = `${name}.csv`;
    link.click();
    URL.revokeObjectURL(address);
  };
  return (
    <Button size="sm" tone="secondary" onClick={save} disabled={rows.length === 0}>
      <Download aria-hidden className="size-4" />
      {t("export")}
    </Button>
  );
}
