"use client";

import { useMutation } from "@tanstack/react-query";
import type { inferRouterOutputs } from "@trpc/server";
import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { useState } from "react";

import { FormRefusal } from "@/components/form/form-refusal";
import { useOperationId } from "@/components/form/use-operation-id";
import { useFormat } from "@/components/format/use-format";
import { useApi } from "@/components/providers/api-provider";
import { refusalOrFault } from "@/components/providers/refusal-of";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { StatusPill } from "@/components/ui/status-pill";
import { toast } from "@/components/ui/toast-store";
import type { AppRouter } from "@/server/api/root";

export type ListedDevice = inferRouterOutputs<AppRouter>["devices"]["list"]["devices"][number];

const toneOf = { OFFERED: "warn", LAPSED: "neutral", PAIRED: "ok", REVOKED: "danger" } as const;

/** Every device a station ever had; the ones in use, or on offer, can be revoked. */
export function DeviceList({ devices }: { devices: readonly ListedDevice[] }) {
  const t = useTranslations("device");
  const format = useFormat();
  const [leaving, setLeaving] = useState<ListedDevice>();
  if (devices.length === 0) return <p className="text-ink-muted mt-3">{t("none")}</p>;
  return (
    <>
      <ul className="divide-line rounded-box border-line bg-surface-raised mt-3 divide-y border">
        {devices.map((device) => (
          <li key={device.id} className="flex flex-wrap items-center justify-between gap-3 px-4 py-3">
            <span className="min-w-0">
              <span className="block font-semibold">{device.name}</span>
              <span className="text-ink-muted block text-sm">
                {t("offered", { name: device.offeredBy, when: format.dateTime(device.offeredAt) })}
              </span>
              {device.revokedAt && (
                <span className="text-ink-muted block text-sm">
                  {t("revokedAt", { when: format.dateTime(device.revokedAt) })}
                </span>
              )}
            </span>
            <span className="flex items-center gap-3">
              <StatusPill tone={toneOf[device.state]}>{t(`state.${device.state}`)}</StatusPill>
              {device.state !== "REVOKED" && (
                <Button size="sm" tone="danger" onClick={() => setLeaving(device)}>
                  {t("revoke")}
                </Button>
              )}
            </span>
          </li>
        ))}
      </ul>
      {leaving && <RevokeDialog device={leaving} onClose={() => setLeaving(undefined)} />}
    </>
  );
}

function RevokeDialog({ device, onClose }: { device: ListedDevice; onClose: () => void }) {
  const t = useTranslations();
  const router = useRouter();
  const operationId = useOperationId(device.id);
  const revoke = useMutation(
    useApi().devices.revoke.mutationOptions({
      trpc: { context: { operationId } },
      onSuccess: () => {
        onClose();
        toast(t("device.revoked"));
        router.refresh();
      },
    }),
  );
  return (
    <ConfirmDialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t("device.revokeTitle", { name: device.name })}
      confirmLabel={t("device.revoke")}
      cancelLabel={t("common.cancel")}
      danger
      busy={revoke.isPending}
      onConfirm={() => revoke.mutate({ id: device.id })}
    >
      <div className="space-y-3">
        <p>{t("device.revokeBody")}</p>
        <p className="text-sm">{t("admin.logged")}</p>
        <FormRefusal kind={revoke.error ? refusalOrFault(revoke.error) : undefined} />
      </div>
    </ConfirmDialog>
  );
}
