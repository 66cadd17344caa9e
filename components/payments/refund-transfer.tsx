"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";

import { FormRefusal } from "@/components/form/form-refusal";
import { useOperationId } from "@/components/form/use-operation-id";
import { useFormat } from "@/components/format/use-format";
import { useApi } from "@/components/providers/api-provider";
import { refusalOrFault } from "@/components/providers/refusal-of";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";

import type { RefundListed } from "./payment-views";
import { useSettled } from "./use-settled";

const REFERENCE = /^[0-9A-Za-z-]{4,40}$/;

/** An admin has paid a debt from our bank account and writes down with which tracking key. */
export function RefundTransfer({ refund, onClose }: { refund: RefundListed; onClose: () => void }) {
  const t = useTranslations();
  const format = useFormat();
  const settled = useSettled(onClose);
  const [reference, setReference] = useState("");
  const operationId = useOperationId(`${refund.id} ${reference}`);
  const record = useMutation(
    useApi().payments.recordTransfer.mutationOptions({
      trpc: { context: { operationId } },
      onSuccess: () => settled(t("payments.transferred")),
    }),
  );
  const { id, amount } = refund;
  return (
    <ConfirmDialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t("payments.transferTitle", { amount: format.money(amount) })}
      confirmLabel={t("common.save")}
      cancelLabel={t("common.cancel")}
      busy={record.isPending}
      isBlocked={!REFERENCE.test(reference)}
      onConfirm={() => record.mutate({ id, amount, reference })}
    >
      <div className="space-y-4">
        <p>{t("payments.transferBody")}</p>
        <Account refund={refund} />
        <Field label={t("payments.reference")} hint={t("payments.referenceHint")}>
          {(control) => (
            <Input
              {...control}
              autoComplete="off"
              maxLength={40}
              value={reference}
              onChange={(event) => setReference(event.target.value.trim())}
            />
          )}
        </Field>
        <p className="text-sm">{t("payments.logged")}</p>
        <FormRefusal kind={record.error ? refusalOrFault(record.error) : undefined} />
      </div>
    </ConfirmDialog>
  );
}

/** The whole account only when asked for; each look is recorded. */
function Account({ refund }: { refund: RefundListed }) {
  const t = useTranslations("payments");
  const show = useMutation(useApi().payments.refundAccount.mutationOptions());
  if (show.data) return <p className="text-ink font-mono text-lg tracking-wide break-all">{show.data.clabe}</p>;
  return (
    <div className="space-y-1">
      <Button size="sm" tone="secondary" busy={show.isPending} onClick={() => show.mutate({ id: refund.id })}>
        {t("showAccount")}
      </Button>
      <p className="text-sm">{t("accountLooked")}</p>
      <FormRefusal kind={show.error ? refusalOrFault(show.error) : undefined} />
    </div>
  );
}
