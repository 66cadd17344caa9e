import { useTranslations } from "next-intl";
import Link from "next/link";

import { useFormat } from "@/components/format/use-format";
import { Trophy } from "@/components/ui/icons";
import { StatusPill } from "@/components/ui/status-pill";

import { nextMoment, type RaffleView, toneOfRaffle } from "./raffle-view";

/** A raffle in a list: first prize, how many numbers there are, mine, and what happens next. */
export function RaffleCard({ raffle }: { raffle: RaffleView }) {
  const t = useTranslations();
  const format = useFormat();
  const next = nextMoment(raffle);
  const [first] = raffle.prizes;
  return (
    <article className="rounded-box border-line bg-surface-raised hover:border-line-strong relative flex flex-col gap-3 border p-4 transition-colors">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <StatusPill tone={toneOfRaffle[raffle.status]}>{t(`raffleStatus.${raffle.status}`)}</StatusPill>
        {next && (
          <span className="text-ink-muted text-sm">{t(`raffles.${next.key}`, { date: format.dateTime(next.at) })}</span>
        )}
      </div>
      <h3 className="text-2xl">
        <Link href={`/raffles/${raffle.id}`} className="after:absolute after:inset-0">
          {raffle.name}
        </Link>
      </h3>
      {first && (
        <p className="flex items-start gap-2">
          <Trophy aria-hidden className="text-accent mt-0.5 size-5 shrink-0" />
          <span>
            {first.quantity > 1 && <>{first.quantity} × </>}
            {first.name}
            {raffle.prizes.length > 1 && (
              <span className="text-ink-muted"> {t("raffles.andMore", { count: raffle.prizes.length - 1 })}</span>
            )}
          </span>
        </p>
      )}
      <dl className="border-line-strong mt-auto flex gap-8 border-t border-dashed pt-3">
        <div>
          <dt className="text-ink-muted text-sm">{t("raffles.issued")}</dt>
          <dd className="figure text-3xl">{format.count(raffle.totalTickets)}</dd>
        </div>
        {raffle.userTickets !== null && (
          <div>
            <dt className="text-ink-muted text-sm">{t("raffles.mine")}</dt>
            <dd className="figure text-accent text-3xl">{format.count(raffle.userTickets)}</dd>
          </div>
        )}
      </dl>
    </article>
  );
}
