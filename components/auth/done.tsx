import type { ReactNode } from "react";

import { CircleCheck } from "@/components/ui/icons";

/** What was asked for is done; what comes next stands under it. */
export function Done({ title, children, action }: { title: ReactNode; children: ReactNode; action?: ReactNode }) {
  return (
    <div role="status" className="rounded-box border-ok/40 bg-ok-soft space-y-3 border p-5">
      <p className="text-ok flex items-center gap-2 text-xl font-semibold">
        <CircleCheck aria-hidden className="size-6 shrink-0" />
        {title}
      </p>
      <p>{children}</p>
      {action && <div className="flex flex-wrap gap-2">{action}</div>}
    </div>
  );
}
