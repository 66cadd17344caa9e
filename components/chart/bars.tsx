import { cx } from "class-variance-authority";

export type Bar = {
  readonly key: string;
  /** Under the bar; an empty text leaves the place free. */
  readonly label: string;
  /** Decides the height only. */
  readonly size: number;
  /** What the bar says in full, on hover and to those who listen. */
  readonly words: string;
};

/** A row of bars over time. The figures themselves stand in the words of each bar. */
export function Bars({ label, bars, className }: { label: string; bars: readonly Bar[]; className?: string }) {
  const most = Math.max(1, ...bars.map(({ size }) => size));
  return (
    <figure aria-label={label} className={className}>
      <ol className="flex h-40 items-end gap-px sm:gap-1">
        {bars.map((bar) => (
          <li key={bar.key} title={bar.words} className="group flex h-full min-w-0 flex-1 flex-col justify-end">
            <span className="sr-only">{bar.words}</span>
            <span
              aria-hidden
              className={cx("block w-full", bar.size === 0 ? "bg-line" : "bg-accent group-hover:bg-ink")}
              style={{ height: bar.size === 0 ? "2px" : `${Math.max(2, (bar.size / most) * 100)}%` }}
            />
          </li>
        ))}
      </ol>
      <div aria-hidden className="border-line-strong text-ink-muted flex gap-px border-t pt-1 text-xs sm:gap-1">
        {bars.map((bar) => (
          <span key={bar.key} className="min-w-0 flex-1 overflow-visible whitespace-nowrap">
            {bar.label}
          </span>
        ))}
      </div>
    </figure>
  );
}
