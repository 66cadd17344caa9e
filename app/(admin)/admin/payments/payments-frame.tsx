import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";

import { SubNav } from "@/components/layout/sub-nav";
import { Messages } from "@/components/providers/messages";
import { PageHeader } from "@/components/ui/page-header";

const PARTS = {
  orders: "/admin/payments",
  refunds: "/admin/payments/refunds",
  disputes: "/admin/payments/disputes",
  anomalies: "/admin/payments/anomalies",
  reconciliation: "/admin/payments/reconciliation",
} as const;

export type PaymentsPart = keyof typeof PARTS;
const parts = Object.keys(PARTS) as PaymentsPart[]; // its keys are these and no others

type PaymentsFrameProps = { part: PaymentsPart; status?: ReactNode; action?: ReactNode; children: ReactNode };

/** What the pages about payments have in common: their name, the way to each other, and their words. */
export async function PaymentsFrame({ part, status, action, children }: PaymentsFrameProps) {
  const t = await getTranslations("payments");
  return (
    <Messages only={["payments", "common", "table", "refusal", "refusalTitle"]}>
      <PageHeader title={t("title")} lead={t(`lead.${part}`)} status={status} action={action} />
      <SubNav label={t("nav.label")} links={parts.map((one) => ({ href: PARTS[one], name: t(`nav.${one}`) }))} />
      {children}
    </Messages>
  );
}

/** The name of a page for the browser. */
export async function paymentsTitle(part: PaymentsPart): Promise<string> {
  return (await getTranslations("payments"))(`nav.${part}`);
}
