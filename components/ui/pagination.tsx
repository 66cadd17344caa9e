import Link from "next/link";
import type { ReactNode } from "react";

import { buttonLook } from "./button";
import { ChevronLeft, ChevronRight } from "./icons";

type PaginationProps = {
  firstHref?: string | undefined;
  nextHref?: string | undefined;
  words: { first: string; next: string };
  summary?: ReactNode;
};

/** Lists are paged by cursor: on to the next page, or back to the start. The browser's own back button goes one page back. */
export function Pagination({ firstHref, nextHref, words, summary }: PaginationProps) {
  if (!firstHref && !nextHref) return summary ? <p className="text-ink-muted text-sm">{summary}</p> : null;
  const look = buttonLook({ tone: "secondary", size: "sm" });
  return (
    <nav className="flex items-center justify-between gap-3">
      <span className="text-ink-muted text-sm">{summary}</span>
      <span className="flex gap-2">
        {firstHref && (
          <Link href={firstHref} className={look}>
            <ChevronLeft aria-hidden className="size-4" />
            {words.first}
          </Link>
        )}
        {nextHref && (
          <Link href={nextHref} rel="next" className={look}>
            {words.next}
            <ChevronRight aria-hidden className="size-4" />
          </Link>
        )}
      </span>
    </nav>
  );
}
