"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";

import { FormRefusal } from "@/components/form/form-refusal";
import { useOperationId } from "@/components/form/use-operation-id";
import { useApi } from "@/components/providers/api-provider";
import { refusalOrFault } from "@/components/providers/refusal-of";
import { Button, ButtonLink } from "@/components/ui/button";
import { Section } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import { asId } from "@/server/kernel/id";

import type { Shift } from "./shift";

type ShiftActionsProps = { shift: Shift; isUnresolved: boolean; onOpened: () => void };

/** Begin without waiting for the first car, or look at the end of it; never with anything unresolved. */
export function ShiftActions({ shift: { shift, station }, isUnresolved, onOpened }: ShiftActionsProps) {
  const t = useTranslations("attendant");
  if (!station) return null;
  if (!shift) return <OpenShift stationId={station.id} onOpened={onOpened} />;
  return (
    <Section title={t("endShift")}>
      {isUnresolved ? (
        <Notice tone="warn">{t("endUnresolved")}</Notice>
      ) : (
        <ButtonLink href={`/shifts/${shift.id}`} tone="secondary" size="xl" wide>
          {t("toSummary")}
        </ButtonLink>
      )}
    </Section>
  );
}

function OpenShift({ stationId, onOpened }: { stationId: string; onOpened: () => void }) {
  const t = useTranslations("attendant");
  const operationId = useOperationId(stationId);
  const open = useMutation(
    useApi().shifts.open.mutationOptions({ trpc: { context: { operationId } }, onSuccess: onOpened }),
  );
  return (
    <div className="space-y-3">
      <FormRefusal kind={open.error ? refusalOrFault(open.error) : undefined} />
      <Button
        size="xl"
        wide
        busy={open.isPending}
        onClick={() => open.mutate({ stationId: asId("station", stationId) })}
      >
        {t("openShift")}
      </Button>
    </div>
  );
}
