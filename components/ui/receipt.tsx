import { cx } from "class-variance-authority";
import type { ReactNode } from "react";

type ReceiptProps = {
  title?: ReactNode;
  caption?: ReactNode;
  /** Only where something really is printed or saved: a redemption, a purchase, a ticket block. */
  torn?: boolean;
  /** The title's place in the page's outline; a receipt that stands directly under the page's title is an `h2`. */
  heading?: "h2" | "h3";
  className?: string;
  children: ReactNode;
};

/** Lines like a till receipt: label left, figure right, dotted leader between. */
export function Receipt({ title, caption, torn, heading: Heading = "h3", className, children }: ReceiptProps) {
  return (
    <div className={cx("drop-shadow-[0_1px_2px_var(--lift)]", className)}>
      <div className={cx("rounded-t-box bg-surface-raised p-4", torn ? "torn" : "rounded-b-box border border-line")}>
        {(title || caption) && (
          <div className="border-line-strong mb-3 border-b border-dashed pb-3">
            {title && <Heading className="text-lg">{title}</Heading>}
            {caption && <p className="text-ink-muted text-sm">{caption}</p>}
          </div>
        )}
        <div className="space-y-1.5">{children}</div>
      </div>
    </div>
  );
}

type LineProps = {
  label: ReactNode;
  note?: ReactNode;
  strong?: boolean;
  tone?: "ok" | "danger";
  /** A name, which may break; figures never do. */ isText?: boolean;
  children: ReactNode;
};

/** One line; each is a description list of its own, so that a receipt may also hold other things. */
export function ReceiptLine({ label, note, strong, tone, isText, children }: LineProps) {
  return (
    <dl className={cx("flex items-end gap-2", strong && "text-lg font-bold")}>
      <dt className="flex min-w-0 flex-1 items-end gap-2">
        <span className="min-w-0">
          {label}
          {note && <span className="text-ink-muted block text-sm font-normal">{note}</span>}
        </span>
        <span aria-hidden className="leader" />
      </dt>
      <dd
        className={cx(
          "text-right",
          isText ? "max-w-[70%]" : "whitespace-nowrap",
          strong ? "condensed" : "font-medium",
          tone === "ok" && "text-ok",
          tone === "danger" && "text-danger",
        )}
      >
        {children}
      </dd>
    </dl>
  );
}

/** A long code, such as a fingerprint, under its label. */
export function ReceiptCode({ label, children }: { label: ReactNode; children: string }) {
  return (
    <dl>
      <dt className="text-sm">{label}</dt>
      <dd className="text-ink-muted font-mono text-xs break-all">{children}</dd>
    </dl>
  );
}

/** The rule above a receipt's total. */
export function ReceiptRule() {
  return <div role="presentation" className="border-line-strong !mt-3 border-t border-dashed pt-1" />;
}
