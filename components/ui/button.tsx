import { cva, cx, type VariantProps } from "class-variance-authority";
import Link from "next/link";
import { type ComponentProps, type ReactNode, useId } from "react";

import { LoaderCircle } from "./icons";

export const buttonLook = cva(
  "inline-flex items-center justify-center gap-2 rounded-box border font-semibold whitespace-nowrap transition-colors select-none aria-disabled:cursor-not-allowed",
  {
    variants: {
      tone: {
        primary:
          "border-transparent bg-accent text-accent-ink hover:bg-[color-mix(in_oklab,var(--accent),var(--ink)_16%)] aria-disabled:bg-surface-sunken aria-disabled:text-ink-muted",
        secondary:
          "border-line-strong bg-surface-raised text-ink hover:bg-surface-sunken aria-disabled:border-line aria-disabled:text-ink-muted",
        quiet: "border-transparent bg-transparent text-accent hover:bg-accent-soft aria-disabled:text-ink-muted",
        danger:
          "border-danger bg-surface-raised text-danger hover:bg-danger-soft aria-disabled:border-line aria-disabled:text-ink-muted",
      },
      size: {
        sm: "min-h-9 px-3 text-sm",
        md: "min-h-11 px-4 text-base",
        lg: "min-h-13 px-5 text-lg",
        // Gloves and sun: the attendant's smallest and usual sizes.
        xl: "min-h-18 px-6 text-xl",
        xxl: "min-h-24 px-6 text-2xl",
      },
      wide: { true: "w-full", false: "" },
    },
    defaultVariants: { tone: "primary", size: "md", wide: false },
  },
);

type Look = VariantProps<typeof buttonLook>;
type ButtonProps = Omit<ComponentProps<"button">, "disabled"> &
  Look & {
    /** Work is under way: the button keeps its width, shows a turning sign and takes no second press. */
    busy?: boolean | undefined;
    disabled?: boolean | undefined;
    /** Why it is disabled, shown under the button and read with it. */
    reason?: ReactNode;
  };

/** A button that says why it cannot be pressed. Disabled buttons stay reachable by keyboard, so that the reason is heard. */
export function Button({ tone, size, wide, busy, disabled, reason, className, children, ...rest }: ButtonProps) {
  const reasonId = useId();
  const blocked = Boolean(disabled) || Boolean(busy);
  const button = (
    <button
      type="button"
      {...rest}
      {...(blocked && { "aria-disabled": true, type: "button" as const, onClick: undefined })}
      {...(busy && { "aria-busy": true })}
      {...(disabled && reason ? { "aria-describedby": reasonId } : {})}
      className={cx(buttonLook({ tone, size, wide }), className)}
    >
      {busy && <LoaderCircle aria-hidden className="animate-turn size-5 shrink-0" />}
      {children}
    </button>
  );
  if (!disabled || !reason) return button;
  return (
    <span className={cx("inline-flex flex-col gap-1", wide && "w-full")}>
      {button}
      <span id={reasonId} className="text-ink-muted text-sm">
        {reason}
      </span>
    </span>
  );
}

type ButtonLinkProps = ComponentProps<typeof Link> & Look;

/** Goes somewhere, looks like a button. */
export function ButtonLink({ tone, size, wide, className, ...rest }: ButtonLinkProps) {
  return <Link {...rest} className={cx(buttonLook({ tone, size, wide }), className)} />;
}
