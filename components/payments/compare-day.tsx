"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";

import { FormRefusal } from "@/components/form/form-refusal";
import { useApi } from "@/components/providers/api-provider";
import { refusalOrFault } from "@/components/providers/refusal-of";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";

import { useSettled } from "./use-settled";

/** Compares a day now, instead of waiting for the morning. `today` is the latest that can be chosen. */
export function CompareDay({ today }: { today: string }) {
  const t = useTranslations();
  const [isAsking, setAsking] = useState(false);
  const [day, setDay] = useState(today);
  const settled = useSettled(() => setAsking(false));
  const compare = useMutation(
    useApi().payments.reconcile.mutationOptions({
      onSuccess: () => settled(t("payments.compared")),
    }),
  );
  return (
    <>
      <Button onClick={() => setAsking(true)}>{t("payments.compare")}</Button>
      <ConfirmDialog
        open={isAsking}
        onOpenChange={setAsking}
        title={t("payments.compareTitle")}
        confirmLabel={t("payments.compare")}
        cancelLabel={t("common.cancel")}
        busy={compare.isPending}
        isBlocked={day === ""}
        onConfirm={() => compare.mutate({ day })}
      >
        <div className="space-y-4">
          <p>{t("payments.compareBody")}</p>
          <Field label={t("payments.day")}>
            {(control) => (
              <Input
                {...control}
                type="date"
                required
                max={today}
                value={day}
                onChange={(event) => setDay(event.target.value)}
              />
            )}
          </Field>
          <p className="text-sm">{t("payments.logged")}</p>
          <FormRefusal kind={compare.error ? refusalOrFault(compare.error) : undefined} />
        </div>
      </ConfirmDialog>
    </>
  );
}
