import type { ReactNode } from "react";

import { AttendantShell } from "@/components/layout/attendant-shell";
import { ApiProvider } from "@/components/providers/api-provider";
import { Messages } from "@/components/providers/messages";
import { embeddedParts } from "@/server/api/rsc";

export default async function AttendantLayout({ children }: { children: ReactNode }) {
  return (
    <Messages
      only={["common", "state", "shell", "fuel", "couponStatus", "refusal", "refusalTitle", "attendant", "device"]}
    >
      <ApiProvider>
        <AttendantShell demo={await embeddedParts()}>{children}</AttendantShell>
      </ApiProvider>
    </Messages>
  );
}
