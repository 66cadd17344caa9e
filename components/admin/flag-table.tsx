"use client";

import { useTranslations } from "next-intl";
import Link from "next/link";
import { useState } from "react";

import { useFormat } from "@/components/format/use-format";
import { column } from "@/components/table/columns";
import { type DataColumn, DataTable } from "@/components/table/data-table";
import { ExportButton } from "@/components/table/export-button";
import { FilterBar } from "@/components/table/filter-bar";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/states";
import { StatusPill } from "@/components/ui/status-pill";
import { FRAUD_RULES } from "@/server/coupons/domain/fraud-rule";

import type { FraudFlag } from "./admin-views";
import { FlagReview } from "./flag-review";

/** From here on somebody should look today. */
const HEAVY = 80;

/** What a rule went by, in a sentence; metres as people say them. */
function useEvidence() {
  const t = useTranslations("fraud.evidenceOf");
  const format = useFormat();
  return ({ rule, evidence }: FraudFlag): string => {
    const meters = evidence["meters"];
    return t(rule, { ...evidence, ...(typeof meters === "number" && { distance: format.distance(meters) }) });
  };
}

type FlagTableProps = {
  flags: readonly FraudFlag[];
  nextCursor: string | null;
  mayReview: boolean;
};

function useColumns(onReview: ((flag: FraudFlag) => void) | undefined): readonly DataColumn<FraudFlag>[] {
  const t = useTranslations("fraud");
  const format = useFormat();
  const evidenceOf = useEvidence();
  return [
    column({ id: "when", name: t("when"), cell: ({ flaggedAt }) => format.dateTime(flaggedAt) }),
    column({
      id: "rule",
      name: t("rule"),
      cell: ({ rule }) => <span className="font-semibold">{t(`rules.${rule}`)}</span>,
    }),
    column({
      id: "score",
      name: t("score"),
      isNumber: true,
      cell: ({ score }) => <StatusPill tone={score >= HEAVY ? "danger" : "warn"}>{score}</StatusPill>,
    }),
    column({ id: "evidence", name: t("evidence"), cell: evidenceOf }),
    column({ id: "who", name: t("who"), cell: ({ attendant }) => attendant?.name ?? "–" }),
    column({ id: "station", name: t("station"), cell: ({ station }) => station?.name ?? "–" }),
    column({
      id: "redemption",
      name: t("redemption"),
      cell: ({ couponId, redemption }) =>
        couponId && redemption ? (
          <Link href={`/admin/coupons/${couponId}`} className="text-accent font-semibold hover:underline">
            {redemption.reference}
          </Link>
        ) : (
          "–"
        ),
    }),
    column({
      id: "state",
      name: t("state"),
      cell: (flag) => <FlagState flag={flag} onReview={onReview && (() => onReview(flag))} />,
    }),
  ];
}

function FlagState({ flag: { review }, onReview }: { flag: FraudFlag; onReview: (() => void) | undefined }) {
  const t = useTranslations("fraud");
  const format = useFormat();
  if (!review) {
    if (!onReview) return <StatusPill tone="warn">{t("stateOpen")}</StatusPill>;
    return (
      <Button size="sm" tone="secondary" onClick={onReview}>
        {t("review")}
      </Button>
    );
  }
  const { verdict, note, reviewerName: name, reviewedAt } = review;
  return (
    <span className="block max-w-64">
      <StatusPill tone={verdict === "CONFIRMED" ? "danger" : "ok"}>{t(`verdicts.${verdict}`)}</StatusPill>
      <span className="mt-1 block text-sm">{note}</span>
      <span className="text-ink-muted block text-xs">
        {name}, {format.dateTime(reviewedAt)}
      </span>
    </span>
  );
}

/** What the rules found, the newest first, each with its review or the button for one. */
export function FlagTable({ flags, nextCursor, mayReview }: FlagTableProps) {
  const t = useTranslations("fraud");
  const [reviewed, review] = useState<FraudFlag>();
  return (
    <>
      <DataTable
        label={t("title")}
        columns={useColumns(mayReview ? review : undefined)}
        rows={flags}
        rowId={({ id }) => id}
        nextCursor={nextCursor}
        filters={<FlagFilters />}
        exportLink={<FlagExport flags={flags} />}
        empty={<EmptyState title={t("emptyTitle")}>{t("emptyBody")}</EmptyState>}
      />
      {reviewed && <FlagReview key={reviewed.id} flag={reviewed} onClose={() => review(undefined)} />}
    </>
  );
}

function FlagFilters() {
  const t = useTranslations("fraud");
  return (
    <FilterBar
      filters={[
        {
          ...{ kind: "select", name: "state", label: t("state"), all: t("all") },
          options: [
            { value: "OPEN", label: t("stateOpen") },
            { value: "REVIEWED", label: t("stateReviewed") },
          ],
        },
        {
          ...{ kind: "select", name: "rule", label: t("rule"), all: t("all") },
          options: FRAUD_RULES.map((rule) => ({ value: rule, label: t(`rules.${rule}`) })),
        },
      ]}
    />
  );
}

function FlagExport({ flags }: { flags: readonly FraudFlag[] }) {
  return (
    <ExportButton
      name="senales"
      head={["flaggedAt", "rule", "score", "evidence", "attendant", "station", "reference", "verdict", "note"]}
      rows={flags.map((one) => [
        one.flaggedAt,
        one.rule,
        one.score,
        JSON.stringify(one.evidence),
        one.attendant?.name ?? "",
        one.station?.name ?? "",
        one.redemption?.reference ?? "",
        one.review?.verdict ?? "",
        one.review?.note ?? "",
      ])}
    />
  );
}
