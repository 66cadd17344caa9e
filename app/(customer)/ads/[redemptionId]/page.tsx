import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { notFound } from "next/navigation";

import { AdLadder } from "@/components/ads/ad-ladder";
import { AdPlayer } from "@/components/ads/ad-player";
import { getFormat } from "@/components/format/get-format";
import { attempt } from "@/components/providers/attempt";
import { Messages } from "@/components/providers/messages";
import { ButtonLink } from "@/components/ui/button";
import { Section } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { EmptyState } from "@/components/ui/states";
import { api } from "@/server/api/rsc";
import { asId, isUuid } from "@/server/kernel/id";

import { requireCustomer } from "../../require-customer";

type Props = { params: Promise<{ redemptionId: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("ads"))("title") };
}

/** The ladder of ads after one redemption: each step watched to its end adds tickets. */
export default async function AdsPage({ params }: Props) {
  const { redemptionId } = await params;
  if (!isUuid(redemptionId)) notFound();
  await requireCustomer();
  const [t, format, calls] = await Promise.all([getTranslations("ads"), getFormat(), api()]);
  const id = asId("redemption", redemptionId);
  const found = await attempt(calls.ads.available({ redemptionId: id }));
  if (!found.ok) notFound();
  const { ads, end, baseTickets, totalTickets, stepsDone, startBefore } = found.value;
  return (
    <Messages only={["common", "state", "refusal", "refusalTitle", "ads"]}>
      <div className="mx-auto max-w-xl space-y-6">
        <PageHeader back={{ href: "/tickets", label: t("toTickets") }} title={t("title")} lead={t("lead")} />
        <p className="flex items-baseline gap-3">
          <span className="figure text-5xl">{format.count(totalTickets)}</span>
          <span className="text-ink-muted">{t("ofThisRedemption", { base: baseTickets })}</span>
        </p>
        <AdPlayer redemptionId={id} next={ads[0]} totalTickets={totalTickets} />
        {end !== null && (
          <EmptyState title={t(`end.${end}.title`)} action={<ButtonLink href="/tickets">{t("toTickets")}</ButtonLink>}>
            {t(`end.${end}.body`)}
          </EmptyState>
        )}
        {end === null && (
          <p className="text-ink-muted text-sm">{t("startBefore", { when: format.time(startBefore) })}</p>
        )}
        {baseTickets > 0 && (
          <Section title={t("ladder")}>
            <p className="text-ink-muted text-sm">{t("ladderHint")}</p>
            <AdLadder baseTickets={baseTickets} stepsDone={stepsDone} reach={ads.length} />
          </Section>
        )}
      </div>
    </Messages>
  );
}
