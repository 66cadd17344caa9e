import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import Link from "next/link";

import { OpenRaffles } from "@/components/raffles/open-raffles";
import { Section } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { api } from "@/server/api/rsc";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("raffles"))("title") };
}

export default async function RafflesPage() {
  const [t, calls] = await Promise.all([getTranslations("raffles"), api()]);
  const [{ raffles: open }, { raffles: published }] = await Promise.all([
    calls.raffles.active(),
    calls.raffles.published({ limit: 20 }),
  ]);
  const drawn = published.filter((raffle) => !open.some((one) => one.id === raffle.id));
  return (
    <>
      <PageHeader
        title={t("title")}
        lead={t("lead")}
        action={
          <Link
            href="/fairness"
            className="text-accent inline-flex min-h-11 items-center font-semibold underline underline-offset-2"
          >
            {t("how")}
          </Link>
        }
      />
      <div className="space-y-10">
        <Section title={t("openNow")}>
          <OpenRaffles raffles={open} />
        </Section>
        {drawn.length > 0 && (
          <Section title={t("past")}>
            <OpenRaffles raffles={drawn} />
          </Section>
        )}
      </div>
    </>
  );
}
