"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";

import { FormRefusal } from "@/components/form/form-refusal";
import { useOperationId } from "@/components/form/use-operation-id";
import { useApi } from "@/components/providers/api-provider";
import { refusalOrFault } from "@/components/providers/refusal-of";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/input";

import type { AnomalyListed } from "./payment-views";
import { useSettled } from "./use-settled";

const SHORTEST_NOTE = 5;

/** What a person found about one difference; the difference stays, with the note. */
export function AnomalyNote({ anomaly, onClose }: { anomaly: AnomalyListed; onClose: () => void }) {
  const t = useTranslations();
  const settled = useSettled(onClose);
  const [note, setNote] = useState("");
  const operationId = useOperationId(JSON.stringify([anomaly.id, note]));
  const resolve = useMutation(
    useApi().payments.resolveAnomaly.mutationOptions({
      trpc: { context: { operationId } },
      onSuccess: () => settled(t("payments.resolved")),
    }),
  );
  return (
    <ConfirmDialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t("payments.resolveTitle", { kind: t(`payments.anomaly.${anomaly.kind}`) })}
      confirmLabel={t("common.save")}
      cancelLabel={t("common.cancel")}
      busy={resolve.isPending}
      isBlocked={note.trim().length < SHORTEST_NOTE}
      onConfirm={() => resolve.mutate({ id: anomaly.id, note })}
    >
      <div className="space-y-4">
        <Field label={t("payments.note")} hint={t("payments.noteHint")}>
          {(control) => (
            <Textarea {...control} maxLength={500} value={note} onChange={(event) => setNote(event.target.value)} />
          )}
        </Field>
        <p className="text-sm">{t("payments.logged")}</p>
        <FormRefusal kind={resolve.error ? refusalOrFault(resolve.error) : undefined} />
      </div>
    </ConfirmDialog>
  );
}
