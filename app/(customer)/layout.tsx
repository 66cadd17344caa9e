import type { ReactNode } from "react";

import { CustomerShell } from "@/components/layout/customer-shell";
import { ApiProvider } from "@/components/providers/api-provider";
import { Messages } from "@/components/providers/messages";
import { embeddedParts, viewer } from "@/server/api/rsc";

/** The frame of the customer's face. Each page asks `requireCustomer` itself: only it knows where to come back to. */
export default async function CustomerLayout({ children }: { children: ReactNode }) {
  const [who, demo] = await Promise.all([viewer(), embeddedParts()]);
  return (
    <Messages only={["common", "state", "refusal", "refusalTitle", "fuel", "form", "buy", "coupon", "tickets"]}>
      <ApiProvider>
        <CustomerShell demo={demo} viewer={who}>
          {children}
        </CustomerShell>
      </ApiProvider>
    </Messages>
  );
}
