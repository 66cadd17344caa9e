import { cx } from "class-variance-authority";
import type { ReactNode } from "react";

type ReceiptProps = {
  title?: ReactNode;
  caption?: ReactNode;
  /** Only where something really is printed or saved: a redemption, a purchase, a ticket block. */
  torn?: boolean;
  className?: string;
  children: ReactNode;
};

/** Lines like a till receipt: label left, figure right, dotted leader between. */
export function Receipt({ title, caption, torn, className, children }: ReceiptProps) {
  return (
    <div className={cx("drop-shadow-[0_1px_2px_var(--lift)]", className)}>
      <div className={cx("rounded-t-box bg-surface-raised p-4", torn ? "torn" : "rounded-b-box border border-line")}>
        {(title || caption) && (
          <div className="border-line-strong mb-3 border-b border-dashed pb-3">
            {title && <h3 className="text-lg">{title}</h3>}
            {caption && <p className="text-ink-muted text-sm">{caption}</p>}
          </div>
        )}
        <dl className="space-y-1.5">{children}</dl>
      </div>
    </div>
  );
}

type LineProps = { label: ReactNode; note?: ReactNode; strong?: boolean; tone?: "ok" | "danger"; children: ReactNode };

export function ReceiptLine({ label, note, strong, tone, children }: LineProps) {
  return (
    <div className={cx("flex items-end gap-2", strong && "text-lg font-bold")}>
      <dt className="min-w-0">
        {label}
        {note && <span className="text-ink-muted block text-sm font-normal">{note}</span>}
      </dt>
      <span aria-hidden className="leader" />
      <dd
        className={cx(
          "text-right whitespace-nowrap",
          strong ? "condensed" : "font-medium",
          tone === "ok" && "text-ok",
          tone === "danger" && "text-danger",
        )}
      >
        {children}
      </dd>
    </div>
  );
}

/** The rule above a receipt's total. */
export function ReceiptRule() {
  return <div role="presentation" className="border-line-strong !mt-3 border-t border-dashed pt-1" />;
}
