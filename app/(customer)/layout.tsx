import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";

import { KeepCodes } from "@/components/coupons/offline/keep-codes";
import { CustomerShell } from "@/components/layout/customer-shell";
import { ApiProvider } from "@/components/providers/api-provider";
import { Messages } from "@/components/providers/messages";
import { Toaster } from "@/components/ui/toaster";
import { embeddedParts } from "@/server/api/rsc";

import { requireCustomer } from "./require-customer";

/** The frame of the customer's face. Asked here for an honest redirect, and by each page, because moving on keeps the frame. */
export default async function CustomerLayout({ children }: { children: ReactNode }) {
  const [who, demo, t] = await Promise.all([requireCustomer(), embeddedParts(), getTranslations("common")]);
  return (
    <Messages
      only={[
        "common",
        "state",
        "refusal",
        "refusalTitle",
        "fuel",
        "form",
        "buy",
        "coupon",
        "coupons",
        "payment",
        "tickets",
        "install",
      ]}
    >
      <ApiProvider>
        <KeepCodes person={who.id} codes={[]} asOf="" />
        <CustomerShell demo={demo} viewer={who} toaster={<Toaster closeLabel={t("close")} />}>
          {children}
        </CustomerShell>
      </ApiProvider>
    </Messages>
  );
}
