"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { useState } from "react";

import { FormRefusal } from "@/components/form/form-refusal";
import { useOperationId } from "@/components/form/use-operation-id";
import { useFormat } from "@/components/format/use-format";
import { useApi } from "@/components/providers/api-provider";
import { refusalOrFault } from "@/components/providers/refusal-of";
import { Button } from "@/components/ui/button";
import { Section } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { toast } from "@/components/ui/toast-store";
import type { Id } from "@/server/kernel/id";

import type { StaffMember } from "./admin-views";
import { AssignDialog } from "./assign-dialog";

type StaffSectionProps = {
  stationId: Id<"station">;
  timeZone: string;
  staff: readonly StaffMember[];
  mayManage: boolean;
};

/** Who works here and who did; an admin lets somebody begin, and ends it at once. */
export function StaffSection({ stationId, timeZone, staff, mayManage }: StaffSectionProps) {
  const t = useTranslations("admin.staff");
  const format = useFormat();
  const [leaving, setLeaving] = useState<StaffMember>();
  return (
    <Section title={t("title")}>
      {staff.length === 0 && <p className="text-ink-muted">{t("nobody")}</p>}
      <ul className="divide-line border-line divide-y border-y empty:border-0">
        {staff.map((one) => (
          <li key={one.id} className="flex items-center justify-between gap-3 py-2">
            <span>
              <span className="block font-semibold">{one.name ?? t("unnamed")}</span>
              <span className="text-ink-muted block text-sm">
                {one.validTo === null
                  ? t("since", { when: format.date(one.validFrom, timeZone) })
                  : t("until", { when: format.dateTime(one.validTo, timeZone) })}
              </span>
            </span>
            {mayManage && one.validTo === null && (
              <Button size="sm" tone="danger" onClick={() => setLeaving(one)}>
                {t("end")}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {mayManage && <AssignDialog stationId={stationId} />}
      {leaving && <EndDialog stationId={stationId} member={leaving} onClose={() => setLeaving(undefined)} />}
    </Section>
  );
}

type EndDialogProps = { stationId: Id<"station">; member: StaffMember; onClose: () => void };

function EndDialog({ stationId, member, onClose }: EndDialogProps) {
  const t = useTranslations();
  const api = useApi();
  const router = useRouter();
  const operationId = useOperationId(`${stationId} ${member.id}`);
  const end = useMutation(
    api.stations.endAssignment.mutationOptions({
      trpc: { context: { operationId } },
      onSuccess: () => {
        onClose();
        toast(t("admin.staff.ended"));
        router.refresh();
      },
    }),
  );
  return (
    <ConfirmDialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t("admin.staff.endTitle", { name: member.name ?? t("admin.staff.unnamed") })}
      confirmLabel={t("admin.staff.end")}
      cancelLabel={t("common.cancel")}
      danger
      busy={end.isPending}
      onConfirm={() => end.mutate({ id: stationId, assignmentId: member.id })}
    >
      <div className="space-y-3">
        <p>{t("admin.staff.endBody")}</p>
        <p className="text-sm">{t("admin.logged")}</p>
        <FormRefusal kind={end.error ? refusalOrFault(end.error) : undefined} />
      </div>
    </ConfirmDialog>
  );
}
