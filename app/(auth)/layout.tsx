import type { ReactNode } from "react";

import { PublicShell } from "@/components/layout/public-shell";
import { Messages } from "@/components/providers/messages";
import { embeddedParts, viewer } from "@/server/api/rsc";

/** Signing in needs no script: plain forms in the frame of the public pages. */
export default async function AuthLayout({ children }: { children: ReactNode }) {
  const [who, demo] = await Promise.all([viewer(), embeddedParts()]);
  return (
    <PublicShell demo={demo} viewer={who}>
      <Messages only={["common", "auth", "role", "refusal", "refusalTitle"]}>
        <div className="mx-auto max-w-md">{children}</div>
      </Messages>
    </PublicShell>
  );
}
