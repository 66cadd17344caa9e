"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";

import { FormRefusal } from "@/components/form/form-refusal";
import { useOperationId } from "@/components/form/use-operation-id";
import { useApi } from "@/components/providers/api-provider";
import { refusalOrFault } from "@/components/providers/refusal-of";
import { Button, ButtonLink } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import type { Id } from "@/server/kernel/id";

/** One number a week without a purchase, where the rules have it. */
export function FreeEntry({ raffleId }: { raffleId: Id<"raffle"> }) {
  const t = useTranslations("raffle.freeEntry");
  const router = useRouter();
  const operationId = useOperationId(raffleId);
  const enter = useMutation(
    useApi().raffles.enterFree.mutationOptions({
      trpc: { context: { operationId } },
      onSuccess: () => router.refresh(),
    }),
  );
  const refusal = enter.error ? refusalOrFault(enter.error) : undefined;
  if (enter.isSuccess) return <Notice tone="ok">{t("done")}</Notice>;
  if (refusal === "STATE_CONFLICT") return <Notice>{t("already")}</Notice>;
  if (refusal === "VERIFICATION_REQUIRED")
    return (
      <Notice tone="warn" alert>
        <p>{t("provePhone")}</p>
        <ButtonLink href="/account" tone="secondary" className="mt-2">
          {t("toAccount")}
        </ButtonLink>
      </Notice>
    );
  return (
    <div className="space-y-2">
      <FormRefusal kind={refusal} />
      <Button tone="secondary" busy={enter.isPending} onClick={() => enter.mutate({ id: raffleId })}>
        {t("enter")}
      </Button>
    </div>
  );
}
