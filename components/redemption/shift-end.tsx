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
import { asId } from "@/server/kernel/id";

import { PENDING_KEY, readPending } from "./pending";
import { useStored } from "./stored";

type ShiftEndProps = { shiftId: string; attendantId: string; isOpen: boolean };

/** Close for ever after a second look, print, or go back to work. */
export function ShiftEnd({ shiftId, attendantId, isOpen }: ShiftEndProps) {
  const t = useTranslations("attendant");
  const router = useRouter();
  const [isSure, setSure] = useState(false);
  const [text] = useStored(PENDING_KEY);
  const unresolved = readPending(text).filter((one) => one.attendantId === attendantId).length;
  const operationId = useOperationId(shiftId);
  const close = useMutation(
    useApi().shifts.close.mutationOptions({
      trpc: { context: { operationId } },
      onSuccess: () => router.refresh(),
    }),
  );
  // A document of its own: only that one may use the camera.
  const back = () => window.location.assign("/redeem");
  return (
    <div className="flex flex-col gap-3 print:hidden">
      <FormRefusal kind={close.error ? refusalOrFault(close.error) : undefined} />
      {isOpen && isSure && <p className="text-lg font-bold">{t("closeForEver")}</p>}
      {isOpen && (
        <Button
          size="xxl"
          wide
          busy={close.isPending}
          disabled={unresolved > 0}
          reason={t("endUnresolved")}
          onClick={() => (isSure ? close.mutate({ id: asId("shift", shiftId) }) : setSure(true))}
        >
          {isSure ? t("closeShiftNow") : t("closeShift")}
        </Button>
      )}
      {!isOpen && (
        <Button size="xxl" wide onClick={() => window.print()}>
          {t("printShift")}
        </Button>
      )}
      <Button tone="secondary" size="xl" wide onClick={back}>
        {isOpen ? t("backToWork") : t("backToScan")}
      </Button>
    </div>
  );
}
