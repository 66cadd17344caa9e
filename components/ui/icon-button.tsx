import { cx } from "class-variance-authority";
import type { ComponentProps, ReactNode } from "react";

type IconButtonProps = Omit<ComponentProps<"button">, "aria-label" | "children"> & {
  /** Read aloud and shown on hover; an icon alone is never a name. */
  label: string;
  icon: ReactNode;
};

export function IconButton({ label, icon, className, ...rest }: IconButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      aria-label={label}
      title={label}
      className={cx(
        "inline-flex size-11 shrink-0 items-center justify-center rounded-box text-ink transition-colors hover:bg-surface-sunken disabled:text-ink-muted [&>svg]:size-5",
        className,
      )}
    >
      {icon}
    </button>
  );
}
