import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";

import { getFormat } from "@/components/format/get-format";
import { LiveRefresh } from "@/components/layout/live-refresh";
import { attempt } from "@/components/providers/attempt";
import { EvidenceButton } from "@/components/raffles/evidence-button";
import { LogFigures, SignedHead } from "@/components/raffles/log-figures";
import { PrizeList } from "@/components/raffles/prize-list";
import { PublishPreview } from "@/components/raffles/publish-preview";
import { RaffleActions } from "@/components/raffles/raffle-actions";
import { RaffleFacts } from "@/components/raffles/raffle-facts";
import { RaffleFiles } from "@/components/raffles/raffle-files";
import { missingOf, overdueOf } from "@/components/raffles/raffle-readiness";
import { RaffleSteps } from "@/components/raffles/raffle-steps";
import { toneOfRaffle } from "@/components/raffles/raffle-view";
import { waitOf } from "@/components/raffles/raffle-wait";
import { WinnerList } from "@/components/raffles/winner-list";
import { ButtonLink } from "@/components/ui/button";
import { Section } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { StatusPill } from "@/components/ui/status-pill";
import { api } from "@/server/api/rsc";
import { judge } from "@/server/auth/domain/policy";

import { gate } from "../../../gate";
import { raffleTiming } from "../form-facts";
import { loadRaffle } from "./load-raffle";
import { RafflePrizes } from "./raffle-prizes";

const LIVE_SECONDS = 5;

type RafflePageProps = { params: Promise<{ id: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("nav"))("adminRaffles") };
}

/** The control room: where the raffle stands, what it waits for, and the few things a person may do. */
export default async function RafflePage({ params }: RafflePageProps) {
  const { who, refused } = await gate("raffle:control");
  if (refused) return refused;
  const raffle = await loadRaffle((await params).id);
  const [t, format, timing] = await Promise.all([getTranslations(), getFormat(), raffleTiming()]);
  const now = new Date();
  const wait = waitOf(raffle, now);
  const mayManage = judge("raffle:manage", who.role) === "allowed";
  return (
    <>
      <PageHeader
        back={{ href: "/admin/raffles", label: t("nav.adminRaffles") }}
        title={raffle.name}
        lead={raffle.description}
        status={<StatusPill tone={toneOfRaffle[raffle.status]}>{t(`raffleStatus.${raffle.status}`)}</StatusPill>}
        action={
          raffle.status !== "DRAFT" && (
            <ButtonLink tone="secondary" href={`/raffles/${raffle.id}`}>
              {t("admin.seePublic")}
            </ButtonLink>
          )
        }
      />
      {"at" in wait && <LiveRefresh everySeconds={LIVE_SECONDS} />}
      <div className="space-y-10">
        <div className="space-y-4">
          <Notice tone={wait.key.endsWith("Now") ? "warn" : "neutral"}>
            {t(`admin.wait.${wait.key}`, { at: "at" in wait ? format.dateTime(wait.at) : "" })}
          </Notice>
          {raffle.endedReason !== null && (
            <Notice tone="warn">{t("admin.endedBecause", { reason: raffle.endedReason })}</Notice>
          )}
          {mayManage && (
            <RaffleActions
              raffle={raffle}
              missing={missingOf(raffle, { now, timing })}
              preview={<PublishPreview raffle={raffle} now={now} />}
              overdue={overdueOf(raffle, now)}
            />
          )}
        </div>
        <RaffleSteps raffle={raffle} />
        <RafflePrizes id={raffle.id} mayManage={mayManage} />
        {raffle.status !== "DRAFT" && <RaffleLog id={raffle.id} />}
        <div className="grid items-start gap-6 lg:grid-cols-2">
          <PrizeList prizes={raffle.prizes} />
          <RaffleFacts raffle={raffle} rules={raffle} />
        </div>
        <Section title={t("admin.files")}>
          <RaffleFiles raffleId={raffle.id} files={raffle.files} />
        </Section>
        {mayManage && raffle.status !== "DRAFT" && (
          <Section title={t("admin.evidence.title")}>
            <EvidenceButton raffleId={raffle.id} />
          </Section>
        )}
      </div>
    </>
  );
}

/** Numbers, backing and the signed head; winners once there are any. */
async function RaffleLog({ id }: { id: Awaited<ReturnType<typeof loadRaffle>>["id"] }) {
  const [t, calls] = await Promise.all([getTranslations(), api()]);
  const [log, drawn] = await Promise.all([attempt(calls.raffles.log({ id })), attempt(calls.raffles.winners({ id }))]);
  return (
    <>
      {drawn.ok && drawn.value.places.length > 0 && (
        <Section title={t("raffle.winners")}>
          <WinnerList winners={drawn.value.places} />
        </Section>
      )}
      {log.ok && (
        <Section title={t("admin.ticketLog")}>
          <LogFigures log={log.value} mine={null} ticketsHref="/tickets" />
          <SignedHead log={log.value} />
        </Section>
      )}
    </>
  );
}
