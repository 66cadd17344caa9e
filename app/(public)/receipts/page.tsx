import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";

import { Messages } from "@/components/providers/messages";
import { ReceiptCheck } from "@/components/receipts/receipt-check";
import { Section } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { ReceiptCode } from "@/components/ui/receipt";
import { api } from "@/server/api/rsc";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("receipts"))("title") };
}

/** Anybody checks a receipt here, with keys that are published here. */
export default async function ReceiptsPage() {
  const [t, { keys }] = await Promise.all([getTranslations("receipts"), (await api()).receipts.keys()]);
  return (
    <div className="max-w-2xl">
      <div className="print:hidden">
        <PageHeader title={t("title")} lead={t("lead")} />
      </div>
      <Messages only={["receipts", "fuel"]}>
        <ReceiptCheck keys={keys} />
      </Messages>
      <div className="mt-10 print:hidden">
        <Section title={t("keys")}>
          <p>
            {t("keysBody")}{" "}
            <a href="/api/v1/receipts/keys" className="text-accent font-semibold hover:underline">
              /api/v1/receipts/keys
            </a>
          </p>
          {keys.map(({ kid, x }) => (
            <ReceiptCode key={kid} label={kid}>
              {x}
            </ReceiptCode>
          ))}
        </Section>
      </div>
    </div>
  );
}
