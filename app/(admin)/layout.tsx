import { NuqsAdapter } from "nuqs/adapters/next/app";
import type { ReactNode } from "react";

import { SignOutForm } from "@/app/sign-out-form";
import { AdminShell } from "@/components/layout/admin-shell";
import { ApiProvider } from "@/components/providers/api-provider";
import { Messages } from "@/components/providers/messages";
import { embeddedParts } from "@/server/api/rsc";

import { gate } from "./gate";

const TEXTS = [
  "common",
  "state",
  "table",
  "form",
  "fuel",
  "couponStatus",
  "raffleStatus",
  "stationStatus",
  "prizeType",
  "role",
  "refusal",
  "refusalTitle",
  "admin",
  "device",
] as const;

export default async function AdminLayout({ children }: { children: ReactNode }) {
  const [{ who, refused }, demo] = await Promise.all([gate("dashboard:station", "campaign:read"), embeddedParts()]);
  return (
    <Messages only={TEXTS}>
      <ApiProvider>
        <NuqsAdapter>
          <AdminShell demo={demo} viewer={who} exit={<SignOutForm />}>
            {refused ?? children}
          </AdminShell>
        </NuqsAdapter>
      </ApiProvider>
    </Messages>
  );
}
