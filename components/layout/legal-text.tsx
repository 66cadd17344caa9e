import { useTranslations } from "next-intl";

import { Section } from "../ui/card";
import { PageHeader } from "../ui/page-header";

const parts = {
  privacy: ["what", "why", "public", "keep", "rights", "cookies"],
  terms: ["coupon", "redeem", "refund", "raffle", "account", "law"],
} as const;

/** A legal page: short sentences that say what the product really does. */
export function LegalText({ of }: { of: keyof typeof parts }) {
  const t = useTranslations("legal");
  return (
    <article className="max-w-prose">
      <PageHeader title={t(`${of}.title`)} lead={t(`${of}.lead`)} />
      <div className="space-y-6">
        {parts[of].map((part) => (
          <Section key={part} title={t(`${of}.${part}`)}>
            <p>{t(`${of}.${part}Body`)}</p>
          </Section>
        ))}
      </div>
    </article>
  );
}
