import type { ReactNode } from "react";

import { CustomerShell } from "@/components/layout/customer-shell";
import { PublicShell } from "@/components/layout/public-shell";
import { embeddedParts, viewer } from "@/server/api/rsc";

/** Strangers get the public frame; a signed-in customer keeps the five sections at hand. */
export default async function PublicLayout({ children }: { children: ReactNode }) {
  const [who, demo] = await Promise.all([viewer(), embeddedParts()]);
  const Shell = who?.role === "CUSTOMER" ? CustomerShell : PublicShell;
  return (
    <Shell demo={demo} viewer={who}>
      {children}
    </Shell>
  );
}
