import { cva, cx, type VariantProps } from "class-variance-authority";
import type { ComponentProps } from "react";

const box = cva(
  "w-full rounded-box border border-line-strong bg-surface-raised text-ink transition-colors placeholder:text-ink-muted hover:border-ink aria-invalid:border-danger aria-invalid:bg-danger-soft disabled:border-line disabled:bg-surface-sunken disabled:text-ink-muted",
  {
    variants: {
      scale: { sm: "min-h-9 px-2 text-sm", md: "min-h-11 px-3 text-base", lg: "figure min-h-16 px-4 text-4xl" },
    },
    defaultVariants: { scale: "md" },
  },
);

type Scale = VariantProps<typeof box>;

export function Input({ scale, className, ...rest }: ComponentProps<"input"> & Scale) {
  return <input {...rest} className={cx(box({ scale }), className)} />;
}

export function Textarea({ scale, className, ...rest }: ComponentProps<"textarea"> & Scale) {
  return <textarea rows={4} {...rest} className={cx(box({ scale }), "py-2", className)} />;
}

/** The platform's own list: fast, accessible and made for thumbs. */
export function Select({ scale, className, ...rest }: ComponentProps<"select"> & Scale) {
  return <select {...rest} className={cx(box({ scale }), "select-chevron appearance-none pr-9", className)} />;
}
