import { cx } from "class-variance-authority";
import type { ComponentProps } from "react";

/** The parts of a table. The frame scrolls sideways on narrow screens, and can be reached by keyboard for that. */
export function TableFrame({ label, children }: { label: string; children: ComponentProps<"table">["children"] }) {
  return (
    <div
      role="region"
      aria-label={label}
      tabIndex={0}
      className="rounded-box border-line bg-surface-raised relative overflow-x-auto border"
    >
      <table className="w-full border-collapse text-sm">{children}</table>
    </div>
  );
}

export function HeadCell({ className, ...rest }: ComponentProps<"th">) {
  return (
    <th
      scope="col"
      {...rest}
      className={cx(
        "border-b border-line-strong bg-surface-sunken px-3 py-2 text-left font-semibold whitespace-nowrap",
        className,
      )}
    />
  );
}

export function Row({ className, ...rest }: ComponentProps<"tr">) {
  return <tr {...rest} className={cx("border-b border-line last:border-b-0 hover:bg-surface-sunken", className)} />;
}

export function Cell({ className, ...rest }: ComponentProps<"td">) {
  return <td {...rest} className={cx("px-3 py-2 align-top", className)} />;
}

/** Numbers stand right, so that their digits line up. */
export function NumberCell({ className, ...rest }: ComponentProps<"td">) {
  return <td {...rest} className={cx("px-3 py-2 text-right align-top whitespace-nowrap", className)} />;
}
