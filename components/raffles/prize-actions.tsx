"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { useState } from "react";

import { FormRefusal } from "@/components/form/form-refusal";
import { useOperationId } from "@/components/form/use-operation-id";
import { useApi } from "@/components/providers/api-provider";
import { refusalOrFault } from "@/components/providers/refusal-of";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Field } from "@/components/ui/field";
import { Input, Select } from "@/components/ui/input";
import { toast } from "@/components/ui/toast-store";
import type { Id } from "@/server/kernel/id";
import { type AwardStatus, VACANCY_REASONS, type VacancyReason } from "@/server/raffles/domain/claim";

type Step = "identify" | "deliver" | "vacate";
type Held = { readonly id: Id<"award">; readonly status: AwardStatus; readonly needsIdentity: boolean };

const stepsOf = ({ status, needsIdentity }: Held): readonly Step[] => {
  if (status === "UNCLAIMED") return ["vacate"];
  if (status === "CLAIMED") return [needsIdentity ? "identify" : "deliver", "vacate"];
  return status === "IDENTIFIED" ? ["deliver", "vacate"] : [];
};

/** What may be done with a prize now; each asks for its note, evidence or reason. */
export function PrizeActions({ prize }: { prize: Held }) {
  const t = useTranslations("prizes");
  const [asked, ask] = useState<Step>();
  return (
    <div className="flex flex-wrap gap-2">
      {stepsOf(prize).map((step) => (
        <Button key={step} size="sm" tone={step === "vacate" ? "danger" : "secondary"} onClick={() => ask(step)}>
          {t(step)}
        </Button>
      ))}
      {asked && <StepDialog prize={prize} step={asked} onClose={() => ask(undefined)} />}
    </div>
  );
}

const SHORTEST_NOTE = 3;

function inputOf(id: Id<"award">, step: Step, { note, reason }: { note: string; reason: VacancyReason }) {
  if (step === "identify") return { id, status: "IDENTIFIED" as const, note };
  if (step === "deliver") return { id, status: "DELIVERED" as const, evidence: note };
  return { id, status: "VACATED" as const, reason };
}

function StepDialog({ prize, step, onClose }: { prize: Held; step: Step; onClose: () => void }) {
  const t = useTranslations();
  const router = useRouter();
  const [note, setNote] = useState("");
  const [reason, setReason] = useState<VacancyReason>("DECLINED");
  const operationId = useOperationId(JSON.stringify([prize.id, step, note, reason]));
  const move = useMutation(
    useApi().prizes.setStatus.mutationOptions({
      trpc: { context: { operationId } },
      onSuccess: () => {
        onClose();
        toast(t("prizes.moved"), "ok");
        router.refresh();
      },
    }),
  );
  return (
    <ConfirmDialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t(`prizes.${step}`)}
      confirmLabel={t(`prizes.${step}`)}
      cancelLabel={t("common.cancel")}
      danger={step === "vacate"}
      busy={move.isPending}
      isBlocked={step !== "vacate" && note.trim().length < SHORTEST_NOTE}
      onConfirm={() => move.mutate(inputOf(prize.id, step, { note, reason }))}
    >
      <div className="space-y-4">
        {step === "vacate" ? (
          <Field label={t("prizes.reason")}>
            {(control) => (
              <Select
                {...control}
                value={reason}
                onChange={({ target }) => setReason(VACANCY_REASONS.find((one) => one === target.value) ?? "DECLINED")}
              >
                {VACANCY_REASONS.map((one) => (
                  <option key={one} value={one}>
                    {t(`prizes.reasons.${one}`)}
                  </option>
                ))}
              </Select>
            )}
          </Field>
        ) : (
          <Field label={t(step === "deliver" ? "prizes.evidence" : "prizes.note")} hint={t("prizes.noteHint")}>
            {(control) => (
              <Input {...control} maxLength={300} value={note} onChange={(event) => setNote(event.target.value)} />
            )}
          </Field>
        )}
        <p className="text-sm">{t("prizes.logged")}</p>
        <FormRefusal kind={move.error ? refusalOrFault(move.error) : undefined} />
      </div>
    </ConfirmDialog>
  );
}

/** One of two yeses for the alternate whose turn it is. */
export function ApprovePromotion({ id, approvals }: { id: Id<"row">; approvals: number }) {
  const t = useTranslations("prizes");
  const router = useRouter();
  const operationId = useOperationId(`${id} ${approvals}`);
  const approve = useMutation(
    useApi().prizes.approvePromotion.mutationOptions({
      trpc: { context: { operationId } },
      onSuccess: ({ outcome }) => {
        toast(t(`outcome.${outcome}`), "ok");
        router.refresh();
      },
    }),
  );
  return (
    <div className="space-y-2">
      <Button size="sm" busy={approve.isPending} onClick={() => approve.mutate({ id })}>
        {t("approve")}
      </Button>
      <FormRefusal kind={approve.error ? refusalOrFault(approve.error) : undefined} />
    </div>
  );
}
