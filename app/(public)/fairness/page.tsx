import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";

import { ButtonLink } from "@/components/ui/button";
import { Section } from "@/components/ui/card";
import { Check } from "@/components/ui/icons";
import { PageHeader } from "@/components/ui/page-header";

const steps = ["s1", "s2", "s3", "s4", "s5", "s6"] as const;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("fairness"))("title") };
}

/** Reads like a proof: each step has a tick and can be opened. */
export default async function FairnessPage() {
  const t = await getTranslations("fairness");
  return (
    <div className="max-w-3xl">
      <PageHeader title={t("title")} lead={t("lead")} />
      <ol className="space-y-3">
        {steps.map((step, at) => (
          <li key={step}>
            <details open={at === 0} className="group rounded-box border-line bg-surface-raised border">
              <summary className="flex min-h-14 cursor-pointer items-center gap-3 px-4 py-3 text-lg font-semibold">
                <span
                  aria-hidden
                  className="bg-ok-soft text-ok inline-flex size-7 shrink-0 items-center justify-center rounded-full"
                >
                  <Check className="size-4" strokeWidth={3} />
                </span>
                <span>
                  {at + 1}. {t(step)}
                </span>
              </summary>
              <div className="space-y-3 px-4 pb-4 pl-14">
                <p>{t(`${step}b`)}</p>
                <p className="border-accent text-ink-muted border-l-3 pl-3">{t(`${step}c`)}</p>
              </div>
            </details>
          </li>
        ))}
      </ol>
      <div className="mt-10 space-y-8">
        <Section title={t("limit")}>
          <p>{t("limitBody")}</p>
        </Section>
        <Section title={t("tools")}>
          <p>{t("toolsBody")}</p>
          <ButtonLink href="/raffles">{t("seeRaffles")}</ButtonLink>
        </Section>
      </div>
    </div>
  );
}
