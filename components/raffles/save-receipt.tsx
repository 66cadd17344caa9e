"use client";

import { Download } from "../ui/icons";

/** Saves a receipt as a file on the device, without asking any server. */
export function SaveReceipt({ content, name, label }: { content: string; name: string; label: string }) {
  const save = () => {
    const address = URL.createObjectURL(new Blob([content], { type: "application/json" }));
    const link = document.createElement("a");
    link.href = address;
    link.download = name;
    link.click();
    URL.revokeObjectURL(address);
  };
  return (
    <button
      type="button"
      onClick={save}
      className="text-accent inline-flex min-h-11 items-center gap-2 font-semibold underline underline-offset-2"
    >
      <Download aria-hidden className="size-4" />
      {label}
    </button>
  );
}
