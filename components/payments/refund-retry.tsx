"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";

import { FormRefusal } from "@/components/form/form-refusal";
import { useOperationId } from "@/components/form/use-operation-id";
import { useFormat } from "@/components/format/use-format";
import { useApi } from "@/components/providers/api-provider";
import { refusalOrFault } from "@/components/providers/refusal-of";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";

import type { RefundListed } from "./payment-views";
import { useSettled } from "./use-settled";

/** Asks the payment service once more. */
export function RefundRetry({ refund, onClose }: { refund: RefundListed; onClose: () => void }) {
  const t = useTranslations();
  const format = useFormat();
  const settled = useSettled(onClose);
  const operationId = useOperationId(`${refund.id} ${refund.tries}`);
  const retry = useMutation(
    useApi().payments.retryRefund.mutationOptions({
      trpc: { context: { operationId } },
      onSuccess: () => settled(t("payments.retried")),
    }),
  );
  return (
    <ConfirmDialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t("payments.retryTitle")}
      confirmLabel={t("payments.retry")}
      cancelLabel={t("common.cancel")}
      busy={retry.isPending}
      onConfirm={() => retry.mutate({ id: refund.id })}
    >
      <div className="space-y-4">
        <p>{t("payments.retryBody", { amount: format.money(refund.amount) })}</p>
        <p className="text-sm">{t("payments.logged")}</p>
        <FormRefusal kind={retry.error ? refusalOrFault(retry.error) : undefined} />
      </div>
    </ConfirmDialog>
  );
}
