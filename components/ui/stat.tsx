import { cx } from "class-variance-authority";
import Link from "next/link";
import type { ReactNode } from "react";

import { ChevronRight } from "./icons";

type StatProps = { label: ReactNode; value: ReactNode; note?: ReactNode; href?: string; className?: string };

/** Longer figures shrink with the room they have, rather than run out of it. */
const LONG = 9;

/** A figure that matters. With `href` it opens the movements that make it. */
export function Stat({ label, value, note, href, className }: StatProps) {
  const isLong = typeof value === "string" && value.length > LONG;
  const body = (
    <>
      <span className="text-ink-muted flex items-center justify-between gap-2 text-sm font-semibold">
        {label}
        {href && <ChevronRight aria-hidden className="size-4 shrink-0" />}
      </span>
      <span
        className={cx(
          "figure mt-2 block whitespace-nowrap",
          isLong ? "text-[clamp(1.25rem,16cqi,2.25rem)]" : "text-4xl",
        )}
      >
        {value}
      </span>
      {note && <span className="text-ink-muted mt-2 block text-sm">{note}</span>}
    </>
  );
  const look = cx("@container block rounded-box border border-line bg-surface-raised p-4", className);
  if (!href) return <div className={look}>{body}</div>;
  return (
    <Link href={href} className={cx(look, "transition-colors hover:border-line-strong hover:bg-surface-sunken")}>
      {body}
    </Link>
  );
}
