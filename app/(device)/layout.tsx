import type { ReactNode } from "react";

import { AttendantShell } from "@/components/layout/attendant-shell";
import { Messages } from "@/components/providers/messages";
import { embeddedParts } from "@/server/api/rsc";

/** A paired device while nobody is on it: the same bare frame as at the pump. */
export default async function DeviceLayout({ children }: { children: ReactNode }) {
  return (
    <Messages only={["common", "state", "refusal", "refusalTitle", "attendant", "device"]}>
      <AttendantShell demo={await embeddedParts()}>{children}</AttendantShell>
    </Messages>
  );
}
