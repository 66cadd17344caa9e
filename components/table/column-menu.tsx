"use client";

import { Checkbox } from "../ui/choice";
import { Settings } from "../ui/icons";

type ColumnMenuProps = {
  label: string;
  columns: readonly { id: string; name: string; isShown: boolean }[];
  onToggle: (id: string) => void;
};

/** Which columns are shown; a native disclosure, so it needs no script to open. */
export function ColumnMenu({ label, columns, onToggle }: ColumnMenuProps) {
  return (
    <details className="relative">
      <summary className="rounded-box border-line-strong bg-surface-raised hover:bg-surface-sunken inline-flex min-h-9 list-none items-center gap-2 border px-3 text-sm font-semibold">
        <Settings aria-hidden className="size-4" />
        {label}
      </summary>
      <div className="rounded-box border-line bg-surface-raised shadow-lift absolute right-0 z-20 mt-1 min-w-52 border px-3 py-1">
        {columns.map(({ id, name, isShown }) => (
          <Checkbox key={id} label={name} checked={isShown} onChange={() => onToggle(id)} />
        ))}
      </div>
    </details>
  );
}
