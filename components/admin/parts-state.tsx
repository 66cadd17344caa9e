"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";

import { Button } from "@/components/ui/button";
import { SkeletonList } from "@/components/ui/skeleton";
import { ErrorState } from "@/components/ui/states";
import { StatusPill } from "@/components/ui/status-pill";
import { Cell, HeadCell, NumberCell, Row, TableFrame } from "@/components/ui/table";
import type { PartState } from "@/server/platform/parts";

type Readiness = {
  readonly status: string;
  readonly mode: string;
  readonly parts: Readonly<Record<string, PartState>>;
};

const EVERY_MS = 15_000;

/** Answers 200 and 503 alike with the same shape; it is our own gateway's. */
async function readiness(): Promise<Readiness> {
  const answer = await fetch("/readyz", { cache: "no-store" });
  return (await answer.json()) as Readiness;
}

/** What lies outside the process, and whether it answers now. */
export function PartsState() {
  const t = useTranslations();
  const { data, error, refetch } = useQuery({ queryKey: ["readyz"], queryFn: readiness, refetchInterval: EVERY_MS });
  if (error) {
    return (
      <ErrorState
        title={t("state.errorTitle")}
        action={
          <Button tone="secondary" onClick={() => void refetch()}>
            {t("common.retry")}
          </Button>
        }
      >
        {t("refusal.UNAVAILABLE")}
      </ErrorState>
    );
  }
  if (!data) return <SkeletonList rows={4} label={t("common.loading")} className="h-10 w-full" />;
  return (
    <TableFrame label={t("admin.parts")}>
      <thead>
        <tr>
          <HeadCell>{t("admin.part")}</HeadCell>
          <HeadCell>{t("admin.status")}</HeadCell>
          <HeadCell>{t("admin.kind")}</HeadCell>
          <HeadCell className="text-right">{t("admin.answerTime")}</HeadCell>
        </tr>
      </thead>
      <tbody>
        {Object.entries(data.parts).map(([name, part]) => (
          <Row key={name}>
            <Cell className="font-semibold">
              {t.has(`admin.partName.${name as "mail"}`) ? t(`admin.partName.${name as "mail"}`) : name}
            </Cell>
            <Cell>
              <StatusPill tone={part.state === "up" ? "ok" : part.vital ? "danger" : "warn"}>
                {part.state === "up" ? t("admin.up") : t("admin.down")}
              </StatusPill>
            </Cell>
            <Cell>{part.embedded ? t("admin.embedded") : t("admin.external")}</Cell>
            <NumberCell>{part.milliseconds} ms</NumberCell>
          </Row>
        ))}
      </tbody>
    </TableFrame>
  );
}
