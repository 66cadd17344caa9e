"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";

import { useFormat } from "@/components/format/use-format";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { Progress } from "@/components/ui/progress";
import { Receipt, ReceiptLine } from "@/components/ui/receipt";
import type { VerificationStep } from "@/server/raffles/domain/verification";
import type { DrawVerdict } from "@/server/raffles/domain/verify-draw";

import { VerificationStepList } from "./verification-step-list";
import type { OwnReceipts } from "./verify-published";

type Course =
  | { readonly at: "start" }
  | { readonly at: "running"; readonly steps: readonly VerificationStep[]; readonly part: number }
  | { readonly at: "done"; readonly verdict: DrawVerdict; readonly own: OwnReceipts | undefined }
  | { readonly at: "unavailable"; readonly file: string };

type DrawVerifierProps = {
  raffleId: string;
  /** The signed-in person's receipts are checked too. */
  isSignedIn: boolean;
};

/** Downloads what is published and repeats the draw on this device. The curve arithmetic is loaded when it is asked for. */
export function DrawVerifier({ raffleId, isSignedIn }: DrawVerifierProps) {
  const t = useTranslations("verify");
  const [course, setCourse] = useState<Course>({ at: "start" });

  const start = async () => {
    setCourse({ at: "running", steps: [], part: 0 });
    const { downloadFiles, FileUnavailable, verifyFiles, verifyOwn } = await import("./verify-published");
    try {
      const files = await downloadFiles(raffleId);
      const steps: VerificationStep[] = [];
      const verdict = await verifyFiles(files, {
        step: (step) => {
          steps.push(step);
          setCourse({ at: "running", steps: [...steps], part: 0 });
        },
        progress: (part) => setCourse({ at: "running", steps: [...steps], part }),
      });
      const own = isSignedIn && verdict.outcome !== "FAILED" ? await verifyOwn(raffleId, files, verdict) : undefined;
      setCourse({ at: "done", verdict, own });
    } catch (fault) {
      if (!(fault instanceof FileUnavailable)) throw fault;
      setCourse({ at: "unavailable", file: fault.file });
    }
  };

  const isRunning = course.at === "running";
  return (
    <div className="space-y-4">
      <p className="text-ink-muted max-w-prose">{t("intro")}</p>
      {course.at === "unavailable" && (
        <Notice tone="warn" alert>
          {t("unavailable", { file: course.file })}
        </Notice>
      )}
      {course.at === "running" && <Running steps={course.steps} part={course.part} />}
      {course.at === "done" && <Done verdict={course.verdict} own={course.own} />}
      <Button tone={course.at === "start" ? "primary" : "secondary"} busy={isRunning} onClick={() => void start()}>
        {isRunning ? t("running") : course.at === "start" ? t("start") : t("again")}
      </Button>
    </div>
  );
}

function Running({ steps, part }: { steps: readonly VerificationStep[]; part: number }) {
  const t = useTranslations("verify");
  const percent = Math.round(part * 100);
  return (
    <>
      {part > 0 && <Progress value={percent} max={100} label={t("reading", { percent })} />}
      <VerificationStepList steps={steps} isRunning />
    </>
  );
}

function Done({ verdict, own }: { verdict: DrawVerdict; own: OwnReceipts | undefined }) {
  const t = useTranslations("verify");
  const failing = verdict.steps.find(({ ok }) => ok === false);
  const tone = verdict.outcome === "FAILED" ? "danger" : verdict.outcome === "VERIFIED" ? "ok" : "neutral";
  return (
    <>
      <Notice tone={tone} alert>
        {t(`outcome.${verdict.outcome}`, { step: failing ? t(`step.${failing.step}`) : "" })}
      </Notice>
      {verdict.isDemonstration === true && <Notice tone="warn">{t("demonstration")}</Notice>}
      {own && <Own own={own} />}
      <VerificationStepList steps={verdict.steps} isRunning={false} />
      {verdict.places && <Places places={verdict.places} />}
    </>
  );
}

function Own({ own }: { own: OwnReceipts }) {
  const t = useTranslations("verify.mine");
  if (own.state === "ok") return <Notice tone="ok">{t("ok", { count: own.count })}</Notice>;
  if (own.state === "failed") return <Notice tone="danger">{t("failed", { leaf: own.leaf })}</Notice>;
  return <Notice>{t(own.state)}</Notice>;
}

function Places({ places }: { places: NonNullable<DrawVerdict["places"]> }) {
  const t = useTranslations("verify");
  const format = useFormat();
  return (
    <Receipt title={t("page.places")}>
      {places.map(({ place, prize, ticket }) => {
        const [kind, n = ""] = place.split(" ");
        const label = t(`place.${kind === "WINNER" ? "WINNER" : "ALTERNATE"}`, { n });
        return (
          <ReceiptLine key={place} label={label} note={prize ?? undefined}>
            {format.ticketNumber(ticket)}
          </ReceiptLine>
        );
      })}
    </Receipt>
  );
}
