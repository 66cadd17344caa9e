import { cx } from "class-variance-authority";
import type { ReactNode } from "react";

type TicketStripProps = {
  /** Already grouped figures, such as `000 123`. A single number has no `to`. */
  from: string;
  to?: string | undefined;
  /** Words for the run, read aloud: "del 000 123 al 000 127". */
  spoken: string;
  /** How many numbers the run holds, in words. */
  count: ReactNode;
  caption?: ReactNode;
  void?: boolean;
};

/** A run of raffle numbers as one strip of paper with a stub; a block is one strip, never five cards. */
export function TicketStrip({ from, to, spoken, count, caption, void: isVoid }: TicketStripProps) {
  return (
    <div className="drop-shadow-[0_1px_1px_var(--lift)]">
      <div className={cx("perforated flex items-stretch rounded-box bg-surface-raised", isVoid && "text-ink-muted")}>
        <div className="border-line-strong bg-accent-soft text-accent flex w-24 shrink-0 flex-col justify-center border-r-2 border-dashed py-3 pr-2 pl-4 text-sm font-semibold">
          {count}
        </div>
        <div className="min-w-0 flex-1 px-4 py-3">
          <p className="sr-only">{spoken}</p>
          <p aria-hidden className={cx("figure text-2xl whitespace-nowrap sm:text-3xl", isVoid && "line-through")}>
            {from}
            {to && <span className="text-ink-muted"> – </span>}
            {to}
          </p>
          {caption && <div className="text-ink-muted mt-1 text-sm">{caption}</div>}
        </div>
      </div>
    </div>
  );
}
