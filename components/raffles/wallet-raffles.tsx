import { useTranslations } from "next-intl";
import Link from "next/link";

import { useFormat } from "@/components/format/use-format";
import { ButtonLink } from "@/components/ui/button";
import { Section } from "@/components/ui/card";
import { ChevronRight } from "@/components/ui/icons";
import { EmptyState } from "@/components/ui/states";

import { nextMoment, type RaffleView } from "./raffle-view";

/** The open raffles with my numbers in each, as strips with a stub. */
export function WalletRaffles({ raffles }: { raffles: readonly RaffleView[] }) {
  const t = useTranslations();
  const format = useFormat();
  return (
    <Section title={t("wallet.raffle")} className="lg:col-span-2">
      {raffles.length === 0 && <EmptyState title={t("wallet.noRaffle")}>{t("wallet.noRaffleBody")}</EmptyState>}
      <ul className="grid gap-3 md:grid-cols-2">
        {raffles.map((raffle) => {
          const next = nextMoment(raffle);
          return (
            <li key={raffle.id} className="drop-shadow-[0_1px_1px_var(--lift)]">
              <Link
                href={`/raffles/${raffle.id}`}
                className="perforated rounded-box bg-surface-raised flex items-stretch"
              >
                <span className="border-line-strong bg-accent-soft text-accent flex w-24 shrink-0 flex-col justify-center border-r-2 border-dashed px-3 py-3">
                  <span className="figure text-3xl">{format.count(raffle.userTickets ?? 0)}</span>
                  <span className="text-sm font-semibold">
                    {t("wallet.numbers", { count: raffle.userTickets ?? 0 })}
                  </span>
                </span>
                <span className="flex min-w-0 flex-1 items-center justify-between gap-2 px-4 py-3">
                  <span className="min-w-0">
                    <span className="condensed block text-lg font-bold">{raffle.name}</span>
                    <span className="text-ink-muted block text-sm">
                      {next && t(`raffles.${next.key}`, { date: format.dateTime(next.at) })}
                    </span>
                  </span>
                  <ChevronRight aria-hidden className="size-5 shrink-0" />
                </span>
              </Link>
            </li>
          );
        })}
      </ul>
      {raffles.length > 0 && (
        <ButtonLink href="/tickets" tone="secondary">
          {t("wallet.myNumbers")}
        </ButtonLink>
      )}
    </Section>
  );
}
