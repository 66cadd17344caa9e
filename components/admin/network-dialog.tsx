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
import type { Id } from "@/server/kernel/id";

type NetworkDialogProps = { stationId: Id<"station">; isMember: boolean; contractDate: string | null };

/** Enrols a station in the network with the date of its contract, or takes it out; coupons follow at once. */
export function NetworkDialog({ stationId, isMember, contractDate }: NetworkDialogProps) {
  const t = useTranslations();
  const api = useApi();
  const router = useRouter();
  const [isAsking, setAsking] = useState(false);
  const [date, setDate] = useState(contractDate ?? "");
  const operationId = useOperationId(`${stationId} ${String(isMember)} ${date}`);
  const update = useMutation(
    api.stations.update.mutationOptions({
      trpc: { context: { operationId } },
      onSuccess: () => {
        setAsking(false);
        toast(isMember ? t("admin.leftNetwork") : t("admin.joinedNetwork"));
        router.refresh();
      },
    }),
  );
  const confirm = () =>
    update.mutate(
      isMember ? { id: stationId, acceptsCoupons: false } : { id: stationId, acceptsCoupons: true, contractDate: date },
    );
  return (
    <>
      <Button tone={isMember ? "danger" : "primary"} onClick={() => setAsking(true)}>
        {isMember ? t("admin.leaveNetwork") : t("admin.joinNetwork")}
      </Button>
      <ConfirmDialog
        open={isAsking}
        onOpenChange={setAsking}
        title={isMember ? t("admin.leaveTitle") : t("admin.joinTitle")}
        confirmLabel={isMember ? t("admin.leaveNetwork") : t("admin.joinNetwork")}
        cancelLabel={t("common.cancel")}
        danger={isMember}
        busy={update.isPending}
        isBlocked={!isMember && date === ""}
        onConfirm={confirm}
      >
        <div className="space-y-4">
          <p>{isMember ? t("admin.leaveBody") : t("admin.joinBody")}</p>
          {!isMember && (
            <Field label={t("admin.contractDate")}>
              {(control) => (
                <Input
                  {...control}
                  type="date"
                  required
                  value={date}
                  onChange={(event) => setDate(event.target.value)}
                />
              )}
            </Field>
          )}
          <p className="text-sm">{t("admin.logged")}</p>
          <FormRefusal kind={update.error ? refusalOrFault(update.error) : undefined} />
        </div>
      </ConfirmDialog>
    </>
  );
}
