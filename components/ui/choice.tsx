import { cx } from "class-variance-authority";
import type { ComponentProps, ReactNode } from "react";

type ChoiceProps = Omit<ComponentProps<"input">, "type"> & { label: ReactNode; hint?: ReactNode };

export function Checkbox({ label, hint, className, ...rest }: ChoiceProps) {
  return (
    <label className={cx("flex min-h-11 items-start gap-3 py-2", className)}>
      <input type="checkbox" {...rest} className="accent-accent mt-0.5 size-5 shrink-0" />
      <span>
        {label}
        {hint && <span className="text-ink-muted block text-sm">{hint}</span>}
      </span>
    </label>
  );
}

/** On or off, at once; a form that is sent uses a checkbox. */
export function Switch({ label, hint, className, ...rest }: ChoiceProps) {
  return (
    <label className={cx("flex min-h-11 items-center justify-between gap-4 py-2", className)}>
      <span>
        {label}
        {hint && <span className="text-ink-muted block text-sm">{hint}</span>}
      </span>
      <input
        type="checkbox"
        role="switch"
        {...rest}
        className="border-line-strong bg-surface-sunken before:bg-line-strong checked:border-accent checked:bg-accent checked:before:bg-accent-ink relative h-7 w-12 shrink-0 appearance-none rounded-full border transition-colors before:absolute before:top-0.5 before:left-0.5 before:size-5 before:rounded-full before:transition-transform checked:before:translate-x-5"
      />
    </label>
  );
}

type RadioCardProps = Omit<ComponentProps<"input">, "type"> & { label: ReactNode; hint?: ReactNode };

/** One of few choices as a card one can hit with a thumb; put several with the same `name` in a `RadioCards`. */
export function RadioCard({ label, hint, className, ...rest }: RadioCardProps) {
  return (
    <label
      className={cx(
        "relative flex min-h-14 flex-col justify-center rounded-box border border-line-strong bg-surface-raised px-3 py-2 transition-colors hover:bg-surface-sunken has-checked:border-accent has-checked:bg-accent-soft has-checked:shadow-[inset_0_0_0_1px_var(--accent)] has-focus-visible:outline-3 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent has-disabled:text-ink-muted",
        className,
      )}
    >
      <input type="radio" {...rest} className="absolute inset-0 size-full cursor-pointer opacity-0" />
      <span className="font-semibold">{label}</span>
      {hint && <span className="text-ink-muted text-sm">{hint}</span>}
    </label>
  );
}

export function RadioCards({
  legend,
  className,
  children,
}: {
  legend: ReactNode;
  className?: string;
  children: ReactNode;
}) {
  return (
    <fieldset className="min-w-0">
      <legend className="mb-2 text-sm font-semibold">{legend}</legend>
      <div className={cx("grid gap-2", className)}>{children}</div>
    </fieldset>
  );
}
