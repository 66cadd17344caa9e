import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import Link from "next/link";

import { getFormat } from "@/components/format/get-format";
import { TicketBlocks } from "@/components/raffles/ticket-blocks";
import { ButtonLink } from "@/components/ui/button";
import { Section } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { EmptyState } from "@/components/ui/states";
import { api } from "@/server/api/rsc";

import { requireCustomer } from "../require-customer";

type Props = { searchParams: Promise<{ raffle?: string | string[] }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("tickets"))("title") };
}

export default async function TicketsPage({ searchParams }: Props) {
  const { raffle: only } = await searchParams;
  await requireCustomer("/tickets");
  const [t, format, calls] = await Promise.all([getTranslations(), getFormat(), api()]);
  const { raffles } = await calls.raffles.blocks({});
  const shown = raffles.filter((raffle) => typeof only !== "string" || raffle.raffleId === only);
  return (
    <>
      <PageHeader title={t("tickets.title")} lead={t("tickets.lead")} />
      {shown.length === 0 && (
        <EmptyState title={t("tickets.emptyTitle")} action={<ButtonLink href="/buy">{t("coupons.buy")}</ButtonLink>}>
          {t("tickets.emptyBody")}
        </EmptyState>
      )}
      <div className="grid gap-10 lg:grid-cols-2">
        {shown.map((raffle) => (
          <Section
            key={raffle.raffleId}
            title={raffle.raffleName}
            action={
              <Link
                href={`/raffles/${raffle.raffleId}`}
                className="text-accent font-semibold underline underline-offset-2"
              >
                {t("tickets.seeRaffle")}
              </Link>
            }
          >
            <p className="flex items-baseline gap-3">
              <span className="figure text-5xl">{format.count(raffle.total)}</span>
              <span className="text-ink-muted">{t("tickets.total")}</span>
            </p>
            <TicketBlocks blocks={raffle.blocks} />
          </Section>
        ))}
      </div>
    </>
  );
}
