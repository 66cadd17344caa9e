import { cva, type VariantProps } from "class-variance-authority";
import type { ReactNode } from "react";

import { Ban, CircleAlert, CircleCheck, Clock, Info } from "./icons";

const look = cva(
  "inline-flex items-center gap-1 rounded-box border px-2 py-0.5 text-sm font-semibold whitespace-nowrap [&>svg]:size-4 [&>svg]:shrink-0",
  {
    variants: {
      tone: {
        ok: "border-ok/40 bg-ok-soft text-ok",
        warn: "border-warn/40 bg-warn-soft text-warn",
        danger: "border-danger/40 bg-danger-soft text-danger",
        accent: "border-accent/40 bg-accent-soft text-accent",
        neutral: "border-line bg-surface-sunken text-ink-muted",
      },
    },
    defaultVariants: { tone: "neutral" },
  },
);

export type Tone = NonNullable<VariantProps<typeof look>["tone"]>;

const sign: Record<Tone, typeof Info> = {
  ok: CircleCheck,
  warn: Clock,
  danger: CircleAlert,
  accent: Info,
  neutral: Ban,
};

/** A state in one word. Colour never stands alone: every tone has its own sign. */
export function StatusPill({ tone = "neutral", children }: { tone?: Tone; children: ReactNode }) {
  const Sign = sign[tone];
  return (
    <span className={look({ tone })}>
      <Sign aria-hidden />
      {children}
    </span>
  );
}

/** A quiet label without a state, such as a count or a tag. */
export function Badge({ tone = "neutral", children }: { tone?: Tone; children: ReactNode }) {
  return <span className={look({ tone })}>{children}</span>;
}
