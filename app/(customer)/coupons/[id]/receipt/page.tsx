import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { notFound } from "next/navigation";

import { PurchaseReceipt } from "@/components/coupons/purchase-receipt";
import { ReceiptTools } from "@/components/coupons/receipt-tools";
import { attempt } from "@/components/providers/attempt";
import { PageHeader } from "@/components/ui/page-header";
import { api } from "@/server/api/rsc";
import { asId, isUuid } from "@/server/kernel/id";

import { requireCustomer } from "../../../require-customer";

type Props = { params: Promise<{ id: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("coupon"))("purchaseReceipt") };
}

export default async function PurchaseReceiptPage({ params }: Props) {
  const { id } = await params;
  if (!isUuid(id)) notFound();
  await requireCustomer();
  const [t, calls] = await Promise.all([getTranslations("coupon"), api()]);
  const found = await attempt(calls.coupons.byId({ id: asId("coupon", id) }));
  if (!found.ok) notFound();
  return (
    <div className="prints-alone mx-auto max-w-md space-y-6">
      <PageHeader back={{ href: `/coupons/${id}`, label: t("codeLabel") }} title={t("purchaseReceipt")} />
      <PurchaseReceipt coupon={found.value} />
      <ReceiptTools />
    </div>
  );
}
