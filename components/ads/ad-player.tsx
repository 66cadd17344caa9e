"use client";

import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";

import { FormRefusal } from "@/components/form/form-refusal";
import { useFormat } from "@/components/format/use-format";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { CircleCheck, Pause } from "@/components/ui/icons";
import { Notice } from "@/components/ui/notice";
import { Progress } from "@/components/ui/progress";
import type { Id } from "@/server/kernel/id";

import { AdPicture } from "./ad-picture";
import { spokenSeconds } from "./spoken-seconds";
import { type Ad, type AdView, useAdView } from "./use-ad-view";

export type NextAd = Ad & { readonly durationSeconds: number; readonly totalTicketsAfter: number };

type AdPlayerProps = {
  redemptionId: Id<"redemption">;
  /** The step that may be started now; undefined where none may. */
  next: NextAd | undefined;
  totalTickets: number;
};

/** Starts the next step of the ladder and shows it: what is left is what the server has still to count. */
export function AdPlayer({ redemptionId, next, totalTickets }: AdPlayerProps) {
  const t = useTranslations("ads");
  const router = useRouter();
  const { view, start, follow } = useAdView(redemptionId, () => router.refresh());
  if (view.phase === "watching") return <Screen view={view} />;
  const open = async () => {
    if (view.phase !== "watched") return;
    window.open(await follow(view.session), "_blank", "noopener,noreferrer");
  };
  return (
    <div className="space-y-4">
      {view.phase === "watched" && <Rewarded view={view} onOpen={() => void open()} />}
      {view.phase === "idle" && <FormRefusal kind={view.refusal} />}
      {next && (
        <NextStep
          next={next}
          totalTickets={totalTickets}
          busy={view.phase === "starting"}
          onStart={() => void start(next)}
        />
      )}
      {!next && view.phase === "idle" && view.refusal && <Notice>{t("tryLater")}</Notice>}
    </div>
  );
}

type NextStepProps = { next: NextAd; totalTickets: number; busy: boolean; onStart: () => void };

function NextStep({ next, totalTickets, busy, onStart }: NextStepProps) {
  const t = useTranslations("ads");
  const gain = next.totalTicketsAfter - totalTickets;
  return (
    <Card className="space-y-3">
      <p className="text-ink-muted text-sm font-semibold">{t("stepOf", { step: next.step })}</p>
      <p className="text-xl">{next.title}</p>
      <p>{gain > 0 ? t("gain", { count: gain }) : t("gainLater")}</p>
      <Button size="lg" wide busy={busy} onClick={onStart}>
        {t("watch", { time: spokenSeconds(next.durationSeconds) })}
      </Button>
    </Card>
  );
}

function Screen({ view }: { view: Extract<AdView, { phase: "watching" }> }) {
  const t = useTranslations("ads");
  const { ad, session, left, isPaused } = view;
  return (
    <Card className="space-y-4" aria-label={t("playing", { title: ad.title })}>
      <AdPicture id={ad.id} title={ad.title} />
      <div className="flex items-baseline justify-between gap-4">
        <p className="text-lg font-semibold">{ad.title}</p>
        <p
          className="figure text-4xl whitespace-nowrap"
          role="timer"
          aria-label={t("left", { time: spokenSeconds(left) })}
        >
          {spokenSeconds(left)}
        </p>
      </div>
      <Progress value={session.durationSeconds - left} max={session.durationSeconds} label={t("progress")} />
      <p className="text-ink-muted flex items-center gap-2 text-sm">
        {isPaused && <Pause aria-hidden className="size-4" />}
        {isPaused ? t("paused") : t("keepOpen")}
      </p>
    </Card>
  );
}

type RewardedProps = { view: Extract<AdView, { phase: "watched" }>; onOpen: () => void };

function Rewarded({ view: { ad, reward }, onOpen }: RewardedProps) {
  const t = useTranslations("ads");
  const format = useFormat();
  const { bonusTicketsGenerated: count, totalTickets } = reward;
  return (
    <Card className="border-ok/40 bg-ok-soft space-y-2" role="status">
      <p className="text-ok flex items-center gap-2 text-lg font-semibold">
        <CircleCheck aria-hidden className="size-6" />
        {count > 0 ? t("earned", { count }) : t("stepDone")}
      </p>
      <p>{t("totalNow", { count: format.count(totalTickets) })}</p>
      <Button tone="secondary" size="sm" onClick={onOpen}>
        {t("more", { title: ad.title })}
      </Button>
    </Card>
  );
}
