import { cva } from "class-variance-authority";
import type { ReactNode } from "react";

import { Check, TriangleAlert, X } from "./icons";

export type VerdictTone = "ok" | "warn" | "danger";

const look = cva("flex min-h-dvh flex-col animate-appear", {
  variants: {
    tone: {
      ok: "bg-verdict-ok text-verdict-ink",
      warn: "bg-verdict-warn text-verdict-warn-ink",
      danger: "bg-verdict-danger text-verdict-ink",
    },
  },
});
const sign: Record<VerdictTone, typeof Check> = { ok: Check, warn: TriangleAlert, danger: X };

type VerdictProps = { tone: VerdictTone; word: string; figure?: ReactNode; children?: ReactNode; action: ReactNode };

/** The attendant's traffic light: the whole screen, one sign, one word, one figure; the action in the lower third. */
export function Verdict({ tone, word, figure, children, action }: VerdictProps) {
  const Sign = sign[tone];
  return (
    <section className={look({ tone })} role={tone === "danger" ? "alert" : "status"}>
      <div className="flex flex-1 flex-col items-center justify-center gap-4 px-6 py-8 text-center">
        <Sign aria-hidden className="size-24" strokeWidth={2.5} />
        <h1 className="text-5xl">{word}</h1>
        {figure && <p className="figure text-7xl">{figure}</p>}
        {children && <div className="max-w-prose text-xl">{children}</div>}
      </div>
      <div className="safe-bottom p-4">{action}</div>
    </section>
  );
}
