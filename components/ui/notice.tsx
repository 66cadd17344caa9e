import { cva, type VariantProps } from "class-variance-authority";
import type { ReactNode } from "react";

import { CircleAlert, CircleCheck, Info, TriangleAlert } from "./icons";

const look = cva(
  "flex items-start gap-2 rounded-box border px-3 py-2 text-sm [&>svg]:mt-0.5 [&>svg]:size-4 [&>svg]:shrink-0",
  {
    variants: {
      tone: {
        neutral: "border-line bg-surface-sunken text-ink",
        ok: "border-ok/40 bg-ok-soft text-ok",
        warn: "border-warn/40 bg-warn-soft text-warn",
        danger: "border-danger/40 bg-danger-soft text-danger",
      },
    },
    defaultVariants: { tone: "neutral" },
  },
);
type NoticeTone = NonNullable<VariantProps<typeof look>["tone"]>;
const sign: Record<NoticeTone, typeof Info> = {
  neutral: Info,
  ok: CircleCheck,
  warn: TriangleAlert,
  danger: CircleAlert,
};

/** One sentence inside a page that a person should not miss. Use `role="alert"` only for what appears after an action. */
export function Notice({
  tone = "neutral",
  alert,
  children,
}: {
  tone?: NoticeTone;
  alert?: boolean;
  children: ReactNode;
}) {
  const Sign = sign[tone];
  return (
    <div className={look({ tone })} {...(alert && { role: "alert" })}>
      <Sign aria-hidden />
      <div>{children}</div>
    </div>
  );
}
