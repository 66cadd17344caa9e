"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";

import { FormRefusal } from "@/components/form/form-refusal";
import { useOperationId } from "@/components/form/use-operation-id";
import { useFormat } from "@/components/format/use-format";
import { useApi } from "@/components/providers/api-provider";
import { refusalOrFault } from "@/components/providers/refusal-of";
import { RadioCard, RadioCards } from "@/components/ui/choice";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";

import type { RefundListed } from "./payment-views";
import { useSettled } from "./use-settled";

/** The second look at a transfer, by another person than the one who made it. */
export function RefundConfirm({ refund, onClose }: { refund: RefundListed; onClose: () => void }) {
  const t = useTranslations();
  const format = useFormat();
  const settled = useSettled(onClose);
  const [isAccepted, accept] = useState<boolean>();
  const operationId = useOperationId(`${refund.id} ${String(isAccepted)}`);
  const confirm = useMutation(
    useApi().payments.confirmTransfer.mutationOptions({
      trpc: { context: { operationId } },
      onSuccess: () => settled(isAccepted ? t("payments.confirmed") : t("payments.rejected")),
    }),
  );
  return (
    <ConfirmDialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t("payments.confirmTitle")}
      confirmLabel={t("common.confirm")}
      cancelLabel={t("common.cancel")}
      busy={confirm.isPending}
      isBlocked={isAccepted === undefined}
      onConfirm={() => isAccepted !== undefined && confirm.mutate({ id: refund.id, isAccepted })}
    >
      <div className="space-y-4">
        {refund.proposed && (
          <p>
            {t("payments.confirmBody", {
              name: refund.proposed.recordedByName,
              amount: format.money(refund.amount),
              reference: refund.proposed.reference,
            })}
          </p>
        )}
        <RadioCards legend={t("payments.state")} className="sm:grid-cols-2">
          {[true, false].map((answer) => (
            <RadioCard
              key={String(answer)}
              name="isAccepted"
              label={answer ? t("payments.accept") : t("payments.reject")}
              checked={isAccepted === answer}
              onChange={() => accept(answer)}
            />
          ))}
        </RadioCards>
        <p className="text-sm">{t("payments.logged")}</p>
        <FormRefusal kind={confirm.error ? refusalOrFault(confirm.error) : undefined} />
      </div>
    </ConfirmDialog>
  );
}
