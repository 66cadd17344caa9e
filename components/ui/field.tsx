import { cx } from "class-variance-authority";
import { type ComponentProps, type ReactNode, useId } from "react";

import { CircleAlert } from "./icons";

export function Label({ className, ...rest }: ComponentProps<"label">) {
  return <label {...rest} className={cx("block text-sm font-semibold text-ink", className)} />;
}

/** What the control inside a field must spread, so that label, hint and error belong to it. */
export type FieldControl = { id: string; "aria-describedby"?: string; "aria-invalid"?: true };

type FieldProps = {
  label: ReactNode;
  hint?: ReactNode;
  error?: ReactNode;
  /** Text after the label, such as "opcional". */
  note?: ReactNode;
  className?: string;
  children: (control: FieldControl) => ReactNode;
};

export function Field({ label, hint, error, note, className, children }: FieldProps) {
  const id = useId();
  const describedBy = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ");
  return (
    <div className={cx("space-y-1", className)}>
      <Label htmlFor={id}>
        {label}
        {note && <span className="text-ink-muted ml-1 font-normal">({note})</span>}
      </Label>
      {children({
        id,
        ...(describedBy && { "aria-describedby": describedBy }),
        ...(error ? { "aria-invalid": true } : {}),
      })}
      {hint && (
        <p id={`${id}-hint`} className="text-ink-muted text-sm">
          {hint}
        </p>
      )}
      {error && (
        <p id={`${id}-error`} className="text-danger flex items-start gap-1 text-sm font-medium">
          <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
          {error}
        </p>
      )}
    </div>
  );
}
