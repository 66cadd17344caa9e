"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";

import { FormRefusal } from "@/components/form/form-refusal";
import { useOperationId } from "@/components/form/use-operation-id";
import { useApi } from "@/components/providers/api-provider";
import { refusalOrFault } from "@/components/providers/refusal-of";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input, Select } from "@/components/ui/input";
import { toast } from "@/components/ui/toast-store";
import { FUELS } from "@/server/kernel/fuel";
import type { Id } from "@/server/kernel/id";
import { claimCodeLength } from "@/server/raffles/domain/claim-code";

type PrizeClaimProps = { id: Id<"award">; isFuel: boolean };

/** The code that was mailed, and for fuel credit which fuel. */
export function PrizeClaim({ id, isFuel }: PrizeClaimProps) {
  const t = useTranslations();
  const router = useRouter();
  const [code, setCode] = useState("");
  const [fuelType, setFuel] = useState<(typeof FUELS)[number]>("REGULAR");
  const operationId = useOperationId(`${id} ${code} ${fuelType}`);
  const claim = useMutation(
    useApi().prizes.claim.mutationOptions({
      trpc: { context: { operationId } },
      onSuccess: ({ status }) => {
        toast(status === "DELIVERED" ? t("prizes.paid") : t("prizes.claimed"), "ok");
        router.refresh();
      },
    }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    claim.mutate({ id, code, ...(isFuel && { fuelType }) });
  };
  const refusal = claim.error ? refusalOrFault(claim.error) : undefined;
  return (
    <form onSubmit={submit} className="space-y-3">
      <Field
        label={t("prizes.code")}
        hint={t("prizes.codeHint")}
        error={refusal === "VALIDATION_ERROR" && t("prizes.codeWrong")}
      >
        {(control) => (
          <Input
            {...control}
            value={code}
            onChange={(event) => setCode(event.target.value)}
            autoComplete="one-time-code"
            autoCapitalize="characters"
            maxLength={20}
            className="font-mono tracking-widest"
          />
        )}
      </Field>
      {isFuel && (
        <Field label={t("prizes.fuel")}>
          {(control) => (
            <Select
              {...control}
              value={fuelType}
              onChange={(event) => setFuel(FUELS.find((fuel) => fuel === event.target.value) ?? "REGULAR")}
            >
              {FUELS.map((fuel) => (
                <option key={fuel} value={fuel}>
                  {t(`fuel.${fuel}`)}
                </option>
              ))}
            </Select>
          )}
        </Field>
      )}
      <FormRefusal kind={refusal === "VALIDATION_ERROR" ? undefined : refusal} />
      <Button type="submit" wide busy={claim.isPending} disabled={code.trim().length < claimCodeLength}>
        {t("prizes.claim")}
      </Button>
    </form>
  );
}
