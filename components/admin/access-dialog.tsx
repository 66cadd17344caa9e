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
import { Input } from "@/components/ui/input";
import { toast } from "@/components/ui/toast-store";

import type { AdminUser } from "./admin-views";

/** Shuts an account or opens it again, with a reason; whoever it is loses every session at once. */
export function AccessDialog({ id, isActive }: Pick<AdminUser, "id" | "isActive">) {
  const t = useTranslations();
  const api = useApi();
  const router = useRouter();
  const [isAsking, setAsking] = useState(false);
  const [reason, setReason] = useState("");
  const operationId = useOperationId(`${id} ${String(isActive)} ${reason}`);
  const change = useMutation(
    api.auth.changeAccess.mutationOptions({
      trpc: { context: { operationId } },
      onSuccess: () => {
        setAsking(false);
        setReason("");
        toast(isActive ? t("admin.accountShut") : t("admin.accountOpened"));
        router.refresh();
      },
    }),
  );
  const deed = isActive ? t("admin.shutAccount") : t("admin.openAccount");
  return (
    <>
      <Button tone="secondary" size="sm" onClick={() => setAsking(true)}>
        {deed}
      </Button>
      <ConfirmDialog
        open={isAsking}
        onOpenChange={setAsking}
        title={deed}
        confirmLabel={deed}
        cancelLabel={t("common.cancel")}
        danger={isActive}
        busy={change.isPending}
        isBlocked={reason.trim().length < 3}
        onConfirm={() => change.mutate({ id, isActive: !isActive, reason })}
      >
        <div className="space-y-4">
          <p>{isActive ? t("admin.shutBody") : t("admin.openBody")}</p>
          <Field label={t("admin.accessReason")}>
            {(control) => (
              <Input {...control} required maxLength={200} value={reason} onChange={(e) => setReason(e.target.value)} />
            )}
          </Field>
          <FormRefusal kind={change.error ? refusalOrFault(change.error) : undefined} />
        </div>
      </ConfirmDialog>
    </>
  );
}
