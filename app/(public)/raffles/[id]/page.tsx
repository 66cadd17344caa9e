import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { notFound } from "next/navigation";
import { cache } from "react";

import { LiveRefresh } from "@/components/layout/live-refresh";
import { attempt } from "@/components/providers/attempt";
import { Messages } from "@/components/providers/messages";
import { Countdown } from "@/components/raffles/countdown";
import { DrawVerifier } from "@/components/raffles/draw-verifier";
import { LogFigures, SignedHead } from "@/components/raffles/log-figures";
import { PrizeList } from "@/components/raffles/prize-list";
import { isFrozen, PublicFiles } from "@/components/raffles/public-files";
import { RaffleFacts } from "@/components/raffles/raffle-facts";
import { nextMoment, toneOfRaffle } from "@/components/raffles/raffle-view";
import { WinnerList } from "@/components/raffles/winner-list";
import { ButtonLink } from "@/components/ui/button";
import { Section } from "@/components/ui/card";
import { Download } from "@/components/ui/icons";
import { PageHeader } from "@/components/ui/page-header";
import { StatusPill } from "@/components/ui/status-pill";
import { api, viewer } from "@/server/api/rsc";
import { asId, isUuid } from "@/server/kernel/id";

type Props = { params: Promise<{ id: string }> };

const LIVE_SECONDS = 15;
const untilKey = { opens: "untilOpens", closes: "untilCloses", draws: "untilDraw" } as const;

const load = cache(async (id: string) => {
  if (!isUuid(id)) notFound();
  const calls = await api();
  const key = { id: asId("raffle", id) };
  const found = await attempt(Promise.all([calls.raffles.byId(key), calls.raffles.log(key)]));
  if (!found.ok) notFound();
  // Before the draw there are no winners to be found.
  const drawn = await attempt(calls.raffles.winners(key));
  const [raffle, log] = found.value;
  return { raffle, log, winners: drawn.ok ? drawn.value.places : [] };
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { raffle } = await load((await params).id);
  return { title: raffle.name };
}

export default async function RafflePage({ params }: Props) {
  const { id } = await params;
  const [{ raffle, log, winners }, t, who] = await Promise.all([load(id), getTranslations(), viewer()]);
  const next = nextMoment(raffle);
  const isDrawn = winners.length > 0;
  return (
    <div className="space-y-10">
      <PageHeader
        back={{ href: "/raffles", label: t("raffles.title") }}
        title={raffle.name}
        lead={raffle.description}
        status={<StatusPill tone={toneOfRaffle[raffle.status]}>{t(`raffleStatus.${raffle.status}`)}</StatusPill>}
        action={
          next && (
            <div className="sm:text-right">
              <p className="text-ink-muted mb-1 text-sm">{t(`raffle.${untilKey[next.key]}`)}</p>
              <Countdown
                until={next.at}
                from={new Date().toISOString()}
                words={{ days: t("raffle.days"), over: t("raffle.over") }}
              />
            </div>
          )
        }
      />
      {next && <LiveRefresh everySeconds={LIVE_SECONDS} />}
      {isDrawn && (
        <Section title={t("raffle.winners")}>
          <WinnerList winners={winners} />
        </Section>
      )}
      <LogFigures log={log} mine={raffle.userTickets} ticketsHref={`/tickets?raffle=${id}`} />
      <div className="grid gap-6 lg:grid-cols-2">
        <PrizeList prizes={raffle.prizes} />
        <RaffleFacts raffle={raffle} rules={raffle} />
      </div>
      {raffle.freeEntry && raffle.status === "OPEN" && (
        <Section title={t("raffle.freeEntry.title")}>
          <p className="text-ink-muted max-w-prose">{t("raffle.freeEntry.body")}</p>
          <ButtonLink href="/tickets" tone="secondary">
            {t(who ? "raffle.freeEntry.toNumbers" : "raffle.freeEntry.signIn")}
          </ButtonLink>
        </Section>
      )}
      <Section title={t("raffle.verify")}>
        {isFrozen(raffle.status) ? (
          <Messages only={["verify"]}>
            <DrawVerifier raffleId={id} isSignedIn={who?.role === "CUSTOMER"} />
          </Messages>
        ) : (
          <p className="text-ink-muted max-w-prose">{t("verify.notFrozen")}</p>
        )}
        <a
          href="/verificar-sorteo.html"
          download
          className="text-accent inline-flex min-h-11 items-center gap-2 font-semibold underline underline-offset-2"
        >
          <Download aria-hidden className="size-4" />
          {t("verify.offline")}
        </a>
      </Section>
      <div className="grid gap-6 lg:grid-cols-2">
        <SignedHead log={log} />
        <Section title={t("raffle.files")}>
          <PublicFiles raffleId={id} status={raffle.status} />
          {raffle.status === "OPEN" && (
            <ButtonLink href={who ? "/buy" : "/sign-up"} size="lg">
              {t("raffle.earn")}
            </ButtonLink>
          )}
        </Section>
      </div>
    </div>
  );
}
