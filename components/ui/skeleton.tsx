import { cx } from "class-variance-authority";

/** A quiet place-holder of the size of what is coming. */
export function Skeleton({ className }: { className?: string }) {
  return <div aria-hidden className={cx("animate-wait rounded-box bg-surface-sunken", className ?? "h-5 w-full")} />;
}

/** Several lines of place-holders that say once, to those who listen, that something is on its way. */
export function SkeletonList({ rows = 4, label, className }: { rows?: number; label: string; className?: string }) {
  return (
    <div role="status" className="space-y-3">
      <span className="sr-only">{label}</span>
      {Array.from({ length: rows }, (_, row) => (
        <Skeleton key={row} className={className ?? "h-20 w-full"} />
      ))}
    </div>
  );
}
