"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { type ReactNode, useState } from "react";

import { FormRefusal } from "@/components/form/form-refusal";
import { useOperationId } from "@/components/form/use-operation-id";
import { useApi } from "@/components/providers/api-provider";
import { refusalOrFault } from "@/components/providers/refusal-of";
import { Button, ButtonLink } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { toast } from "@/components/ui/toast-store";
import type { Id } from "@/server/kernel/id";
import { canRaffle } from "@/server/raffles/domain/raffle-status";
import type { RaffleStatus } from "@/server/raffles/domain/raffle-words";

/** Fields that publishing needs and the draft does not have right yet. */
export type Missing = readonly (
  | "permitNumber"
  | "territory"
  | "prizes"
  | "startDate"
  | "endDate"
  | "drawDate"
  | "noticeSeconds"
)[];

type RaffleActionsProps = {
  raffle: { id: Id<"raffle">; status: RaffleStatus };
  missing: Missing;
  /** What publishing will do, in full. */
  preview: ReactNode;
  /** Time has asked for the freeze or the draw, and it has not happened yet. */
  overdue: "freeze" | "draw" | undefined;
};

/** What may be done with a raffle now; each shows what will happen before it does. */
export function RaffleActions({ raffle, missing, preview, overdue }: RaffleActionsProps) {
  const t = useTranslations("admin");
  return (
    <div className="flex flex-wrap items-start gap-2">
      {canRaffle("publish", raffle) && <PublishRaffle raffle={raffle} missing={missing} preview={preview} />}
      {canRaffle("update", raffle) && (
        <ButtonLink tone="secondary" href={`/admin/raffles/${raffle.id}/edit`}>
          {t("editDraft")}
        </ButtonLink>
      )}
      {overdue && <ResumeRaffle id={raffle.id} step={overdue} />}
      {canRaffle("cancel", raffle) && <CancelRaffle raffle={raffle} />}
    </div>
  );
}

type PublishProps = Pick<RaffleActionsProps, "raffle" | "missing" | "preview">;

function PublishRaffle({ raffle, missing, preview }: PublishProps) {
  const t = useTranslations();
  const api = useApi();
  const router = useRouter();
  const [isAsking, setAsking] = useState(false);
  const operationId = useOperationId(`publish ${raffle.id}`);
  const publish = useMutation(
    api.raffles.publish.mutationOptions({
      trpc: { context: { operationId } },
      onSuccess: ({ status }) => {
        setAsking(false);
        toast(status === "OPEN" ? t("admin.publishedOpen") : t("admin.published"));
        router.refresh();
      },
    }),
  );
  return (
    <>
      <Button
        disabled={missing.length > 0}
        reason={
          missing.length > 0 &&
          t("admin.missing", { what: missing.map((path) => t(`admin.missingField.${path}`)).join(", ") })
        }
        onClick={() => setAsking(true)}
      >
        {t("admin.publish")}
      </Button>
      <ConfirmDialog
        open={isAsking}
        onOpenChange={setAsking}
        title={t("admin.publishTitle")}
        confirmLabel={t("admin.publish")}
        cancelLabel={t("common.cancel")}
        busy={publish.isPending}
        onConfirm={() => publish.mutate({ id: raffle.id })}
      >
        <div className="text-ink max-h-[60dvh] space-y-4 overflow-y-auto">
          {preview}
          <p className="text-ink-muted text-sm">{t("admin.publishForEver")}</p>
          <FormRefusal kind={publish.error ? refusalOrFault(publish.error) : undefined} />
        </div>
      </ConfirmDialog>
    </>
  );
}

const SHORTEST_REASON = 3;

function CancelRaffle({ raffle }: Pick<RaffleActionsProps, "raffle">) {
  const t = useTranslations();
  const api = useApi();
  const router = useRouter();
  const [isAsking, setAsking] = useState(false);
  const [reason, setReason] = useState("");
  const operationId = useOperationId(`cancel ${raffle.id} ${reason}`);
  const cancel = useMutation(
    api.raffles.cancel.mutationOptions({
      trpc: { context: { operationId } },
      onSuccess: () => {
        setAsking(false);
        toast(t("admin.cancelled"));
        router.refresh();
      },
    }),
  );
  return (
    <>
      <Button tone="danger" onClick={() => setAsking(true)}>
        {t("admin.cancelRaffle")}
      </Button>
      <ConfirmDialog
        open={isAsking}
        onOpenChange={setAsking}
        title={t("admin.cancelTitle")}
        confirmLabel={t("admin.cancelRaffle")}
        cancelLabel={t("admin.keepRaffle")}
        danger
        busy={cancel.isPending}
        isBlocked={reason.trim().length < SHORTEST_REASON}
        onConfirm={() => cancel.mutate({ id: raffle.id, reason })}
      >
        <div className="space-y-4">
          <p>{raffle.status === "DRAFT" ? t("admin.cancelDraftBody") : t("admin.cancelBody")}</p>
          <Field label={t("admin.reason")} hint={t("admin.reasonHint")}>
            {(control) => (
              <Input
                {...control}
                maxLength={300}
                required
                value={reason}
                onChange={(event) => setReason(event.target.value)}
              />
            )}
          </Field>
          <FormRefusal kind={cancel.error ? refusalOrFault(cancel.error) : undefined} />
        </div>
      </ConfirmDialog>
    </>
  );
}

/** Only rings the bell for what time has already asked for: nobody chooses when or what is drawn. */
function ResumeRaffle({ id, step }: { id: Id<"raffle">; step: "freeze" | "draw" }) {
  const t = useTranslations();
  const api = useApi();
  const router = useRouter();
  const outcome = { onSuccess: () => router.refresh() };
  const freeze = useMutation(api.raffles.freeze.mutationOptions(outcome));
  const draw = useMutation(api.raffles.draw.mutationOptions(outcome));
  const call = step === "freeze" ? freeze : draw;
  return (
    <div className="flex flex-wrap items-center gap-2">
      <Button tone="secondary" busy={call.isPending} onClick={() => call.mutate({ id })}>
        {t(`admin.resume.${step}`)}
      </Button>
      {call.data?.waitsFor && <Notice tone="warn">{t(`admin.waitsOn.${call.data.waitsFor}`)}</Notice>}
      <FormRefusal kind={call.error ? refusalOrFault(call.error) : undefined} />
    </div>
  );
}
