"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { useState } from "react";

import { FormRefusal } from "@/components/form/form-refusal";
import { useOperationId } from "@/components/form/use-operation-id";
import { useApi } from "@/components/providers/api-provider";
import { refusalOrFault } from "@/components/providers/refusal-of";
import { RadioCard, RadioCards } from "@/components/ui/choice";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/input";
import { toast } from "@/components/ui/toast-store";
import { FLAG_VERDICTS, type FlagVerdict } from "@/server/coupons/domain/fraud-flag";

import type { FraudFlag } from "./admin-views";

const SHORTEST_NOTE = 3;

/** One judgement with a note; it stands. */
export function FlagReview({ flag, onClose }: { flag: FraudFlag; onClose: () => void }) {
  const t = useTranslations();
  const router = useRouter();
  const [verdict, setVerdict] = useState<FlagVerdict>();
  const [note, setNote] = useState("");
  const operationId = useOperationId(JSON.stringify([flag.id, verdict, note]));
  const review = useMutation(
    useApi().fraud.review.mutationOptions({
      trpc: { context: { operationId } },
      onSuccess: () => {
        onClose();
        toast(t("fraud.saved"), "ok");
        router.refresh();
      },
    }),
  );
  return (
    <ConfirmDialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t("fraud.reviewTitle", { rule: t(`fraud.rules.${flag.rule}`) })}
      confirmLabel={t("common.save")}
      cancelLabel={t("common.cancel")}
      busy={review.isPending}
      isBlocked={verdict === undefined || note.trim().length < SHORTEST_NOTE}
      onConfirm={() => verdict && review.mutate({ id: flag.id, verdict, note })}
    >
      <div className="space-y-4">
        <RadioCards legend={t("fraud.verdict")} className="sm:grid-cols-2">
          {FLAG_VERDICTS.map((one) => (
            <RadioCard
              key={one}
              name="verdict"
              label={t(`fraud.verdicts.${one}`)}
              checked={verdict === one}
              onChange={() => setVerdict(one)}
            />
          ))}
        </RadioCards>
        <Field label={t("fraud.note")} hint={t("fraud.noteHint")}>
          {(control) => (
            <Textarea {...control} maxLength={500} value={note} onChange={(event) => setNote(event.target.value)} />
          )}
        </Field>
        <p className="text-sm">{t("fraud.logged")}</p>
        <FormRefusal kind={review.error ? refusalOrFault(review.error) : undefined} />
      </div>
    </ConfirmDialog>
  );
}
