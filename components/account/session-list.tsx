"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";

import { FormRefusal } from "@/components/form/form-refusal";
import { useFormat } from "@/components/format/use-format";
import { useApi } from "@/components/providers/api-provider";
import { refusalOrFault } from "@/components/providers/refusal-of";
import { Button } from "@/components/ui/button";
import { Badge } from "@/components/ui/status-pill";
import { toast } from "@/components/ui/toast-store";
import type { Id } from "@/server/kernel/id";

type SessionView = {
  readonly id: Id<"session">;
  readonly deviceLabel: string;
  readonly createdAt: string;
  readonly lastUsedAt: string;
  readonly isCurrent: boolean;
};

/** Where this account is signed in; any session but this one can be ended at once. */
export function SessionList({ sessions }: { sessions: readonly SessionView[] }) {
  const t = useTranslations();
  const format = useFormat();
  const api = useApi();
  const router = useRouter();
  const end = useMutation(
    api.auth.revokeSession.mutationOptions({
      onSuccess: () => {
        toast(t("account.ended"));
        router.refresh();
      },
    }),
  );
  const endOthers = useMutation(
    api.auth.revokeOtherSessions.mutationOptions({
      onSuccess: () => {
        toast(t("account.othersEnded"));
        router.refresh();
      },
    }),
  );
  const fault = end.error ?? endOthers.error;
  return (
    <div className="space-y-3">
      <FormRefusal kind={fault ? refusalOrFault(fault) : undefined} />
      <ul className="divide-line rounded-box border-line bg-surface-raised divide-y border">
        {sessions.map((session) => (
          <li key={session.id} className="flex flex-wrap items-center justify-between gap-3 px-4 py-3">
            <span>
              <span className="block font-semibold">{session.deviceLabel || t("account.unknownDevice")}</span>
              <span className="text-ink-muted block text-sm">
                {t("account.since", { date: format.dateTime(session.createdAt) })}
              </span>
            </span>
            {session.isCurrent ? (
              <Badge tone="accent">{t("account.thisSession")}</Badge>
            ) : (
              <Button
                tone="secondary"
                size="sm"
                busy={end.isPending && end.variables.id === session.id}
                onClick={() => end.mutate({ id: session.id })}
              >
                {t("account.endSession")}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {sessions.length > 1 && (
        <Button tone="secondary" size="sm" busy={endOthers.isPending} onClick={() => endOthers.mutate()}>
          {t("account.endOthers")}
        </Button>
      )}
    </div>
  );
}
