import Link from "next/link";
import type { ReactNode } from "react";

import { ChevronLeft } from "./icons";

type PageHeaderProps = {
  title: ReactNode;
  lead?: ReactNode;
  back?: { href: string; label: string };
  action?: ReactNode;
  status?: ReactNode;
};

export function PageHeader({ title, lead, back, action, status }: PageHeaderProps) {
  return (
    <header className="mb-6 space-y-2">
      {back && (
        <Link
          href={back.href}
          className="text-accent -ml-1 inline-flex min-h-9 items-center gap-1 text-sm font-semibold"
        >
          <ChevronLeft aria-hidden className="size-4" />
          {back.label}
        </Link>
      )}
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="min-w-0 space-y-1">
          <div className="flex flex-wrap items-center gap-3">
            <h1 className="text-3xl md:text-4xl">{title}</h1>
            {status}
          </div>
          {lead && <p className="text-ink-muted max-w-prose">{lead}</p>}
        </div>
        {action}
      </div>
    </header>
  );
}
