"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";

import { FormRefusal } from "@/components/form/form-refusal";
import { useApi } from "@/components/providers/api-provider";
import { refusalOrFault } from "@/components/providers/refusal-of";
import { Button } from "@/components/ui/button";
import { Mail } from "@/components/ui/icons";
import { Notice } from "@/components/ui/notice";

/** Asks for another link that confirms the e-mail address. */
export function EmailLink() {
  const t = useTranslations("account");
  const api = useApi();
  const send = useMutation(api.auth.sendEmailLink.mutationOptions());
  return (
    <div className="space-y-3">
      <Notice tone="warn">{t("confirmFirst")}</Notice>
      <FormRefusal kind={send.error ? refusalOrFault(send.error) : undefined} />
      {send.isSuccess && (
        <Notice tone="ok" alert>
          {t("sent")}
        </Notice>
      )}
      <Button tone="secondary" busy={send.isPending} onClick={() => send.mutate({})}>
        <Mail aria-hidden className="size-5" />
        {t("resend")}
      </Button>
    </div>
  );
}
