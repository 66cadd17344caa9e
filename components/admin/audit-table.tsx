"use client";

import { useTranslations } from "next-intl";

import { useFormat } from "@/components/format/use-format";
import { column } from "@/components/table/columns";
import { type DataColumn, DataTable } from "@/components/table/data-table";
import { FilterBar } from "@/components/table/filter-bar";

import type { AuditEntry } from "./admin-views";
import { shortId } from "./short-id";

/** Who, without the long id: a person by its end, a job by its name. */
function useActorName() {
  const t = useTranslations("admin");
  return (actor: string): string => {
    const [kind, name = ""] = actor.split(":");
    if (kind === "user") return t("personN", { id: shortId(name) });
    return kind === "system" ? t("jobN", { name }) : t("nobody");
  };
}

function useColumns(): readonly DataColumn<AuditEntry>[] {
  const t = useTranslations("admin");
  const format = useFormat();
  const actorName = useActorName();
  return [
    column({ id: "seq", name: t("seq"), isNumber: true, cell: ({ seq }) => seq }),
    column({ id: "when", name: t("when"), cell: ({ occurredAt }) => format.dateTime(occurredAt) }),
    column({
      id: "type",
      name: t("what"),
      cell: ({ type }) => <code className="font-mono">{type}</code>,
    }),
    column({ id: "actor", name: t("who"), cell: ({ actor }) => <span title={actor}>{actorName(actor)}</span> }),
    column({
      id: "subject",
      name: t("subject"),
      cell: ({ aggregateId }) => (
        <code className="font-mono" title={aggregateId}>
          {shortId(aggregateId)}
        </code>
      ),
    }),
    column({
      id: "payload",
      name: t("details"),
      cell: ({ payload }) => (
        <details>
          <summary className="text-accent cursor-pointer font-semibold">{t("show")}</summary>
          <pre className="max-w-96 overflow-x-auto text-xs">{JSON.stringify(payload, null, 1)}</pre>
        </details>
      ),
    }),
    column({
      id: "hash",
      name: t("seal"),
      cell: ({ hash }) => (
        <code className="text-ink-muted font-mono text-xs" title={hash}>
          {hash.slice(0, 12)}
        </code>
      ),
    }),
  ];
}

/** Every fact of the event log, sealed in order: each row's seal covers the one before. */
export function AuditTable({ entries, nextCursor }: { entries: readonly AuditEntry[]; nextCursor: string | null }) {
  const t = useTranslations("admin");
  return (
    <DataTable
      label={t("audit")}
      columns={useColumns()}
      rows={entries}
      rowId={({ seq }) => seq}
      nextCursor={nextCursor}
      filters={
        <FilterBar
          filters={[
            { kind: "search", name: "type", label: t("what"), hint: t("auditTypeHint") },
            { kind: "search", name: "subject", label: t("subject"), hint: t("auditSubjectHint") },
            { kind: "date", name: "from", label: t("fromDay") },
            { kind: "date", name: "to", label: t("toDay") },
          ]}
        />
      }
    />
  );
}
