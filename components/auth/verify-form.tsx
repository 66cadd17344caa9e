"use client";

import { useTranslations } from "next-intl";
import { useActionState } from "react";

import { Button, ButtonLink } from "@/components/ui/button";
import { RefusedState } from "@/components/ui/states";

import { Done } from "./done";
import { type FormAction, type FormState, emptyForm } from "./form-state";
import { FormTrouble } from "./form-trouble";

export type VerifyState = FormState<"token">;

/** One press proves the address: a mail scanner that only follows links proves nothing. */
export function VerifyForm({ action, token }: { action: FormAction<VerifyState>; token: string }) {
  const t = useTranslations();
  const [state, send, isBusy] = useActionState<VerifyState, FormData>(action, emptyForm);
  if (state.isDone) {
    return (
      <Done title={t("auth.verify.doneTitle")} action={<ButtonLink href="/buy">{t("auth.verify.buy")}</ButtonLink>}>
        {t("auth.verify.doneBody")}
      </Done>
    );
  }
  if (token === "" || state.problems.token) {
    return (
      <RefusedState
        title={t("auth.verify.spentTitle")}
        action={<ButtonLink href="/sign-in?next=/account">{t("common.signIn")}</ButtonLink>}
      >
        {t("auth.verify.spentBody")}
      </RefusedState>
    );
  }
  return (
    <form action={send} className="space-y-4">
      <input type="hidden" name="token" value={token} />
      <FormTrouble state={state} />
      <Button type="submit" size="lg" wide busy={isBusy}>
        {t("auth.verify.submit")}
      </Button>
    </form>
  );
}
